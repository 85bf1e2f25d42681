//! The words a document says by itself, in its language.

use super::model::Fact;
use crate::scene::Language;

/// The labels of one language.
#[derive(Debug)]
pub(super) struct Labels {
    pub minutes: &'static str,
    pub contents: &'static str,
    pub figure: &'static str,
    pub table: &'static str,
    /// In the order of [`Fact`].
    facts: [&'static str; 6],
    pub agenda: &'static str,
    pub decisions: &'static str,
    pub actions: &'static str,
    pub next: &'static str,
    pub task: &'static str,
    pub owner: &'static str,
    pub due: &'static str,
    pub state: &'static str,
    pub done: &'static str,
    pub open: &'static str,
}

impl Labels {
    /// The labels of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Korean => &KOREAN,
            Language::English => &ENGLISH,
            Language::Japanese => &JAPANESE,
            Language::Chinese => &CHINESE,
        }
    }

    /// What a fact is called.
    pub fn fact(&self, fact: Fact) -> &'static str {
        self.facts[fact as usize]
    }
}

const KOREAN: Labels = Labels {
    minutes: "회의록",
    contents: "목차",
    figure: "그림",
    table: "표",
    facts: ["일시", "장소", "주관", "기록", "참석", "불참"],
    agenda: "안건과 논의",
    decisions: "결정 사항",
    actions: "할 일",
    next: "다음 회의",
    task: "할 일",
    owner: "담당",
    due: "기한",
    state: "상태",
    done: "완료",
    open: "진행",
};

const ENGLISH: Labels = Labels {
    minutes: "Minutes",
    contents: "Contents",
    figure: "Figure",
    table: "Table",
    facts: ["Date", "Place", "Chair", "Minutes by", "Present", "Apologies"],
    agenda: "Agenda and discussion",
    decisions: "Decisions",
    actions: "Action items",
    next: "Next meeting",
    task: "Task",
    owner: "Owner",
    due: "Due",
    state: "State",
    done: "Done",
    open: "Open",
};

const JAPANESE: Labels = Labels {
    minutes: "議事録",
    contents: "目次",
    figure: "図",
    table: "表",
    facts: ["日時", "場所", "議長", "記録", "出席", "欠席"],
    agenda: "議題と討議",
    decisions: "決定事項",
    actions: "アクション",
    next: "次回会議",
    task: "内容",
    owner: "担当",
    due: "期限",
    state: "状態",
    done: "完了",
    open: "進行中",
};

const CHINESE: Labels = Labels {
    minutes: "会议纪要",
    contents: "目录",
    figure: "图",
    table: "表",
    facts: ["时间", "地点", "主持", "记录", "出席", "缺席"],
    agenda: "议程与讨论",
    decisions: "决议",
    actions: "待办事项",
    next: "下次会议",
    task: "任务",
    owner: "负责人",
    due: "期限",
    state: "状态",
    done: "完成",
    open: "进行中",
};
