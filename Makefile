# Two commands on a fresh machine: `make run` and `make test`. Everything else is a part of them.

export CARGO_TERM_COLOR ?= auto
VENV := .venv
PYTHON := $(VENV)/bin/python
VIGNETTE := target/debug/vignette

.PHONY: run test setup setup-test fmt clippy rust documents clients browser deny gallery bench bench-documents bench-engine bench-http test-contract watermark sanitize lock corpus compare-places rivals fuzz gallery-ocr

## Build the release and start it on http://127.0.0.1:8080 with its data under ./data.
run: setup
	cargo build --release --locked
	[ ! -d art/node_modules ] || target/release/vignette art build
	[ ! -d models/upscaler/node_modules ] || target/release/vignette model upscaler
	target/release/vignette serve --listen 127.0.0.1:8080 --data data

## Everything: format, lints, unit, integration, document, client and browser tests.
test: setup-test fmt clippy rust documents clients browser

## What running needs: fonts with Hangul and Latin, a Rust toolchain, the works of the art library, the upscaler's network.
setup:
	scripts/setup.sh run

## What the tests need on top: LibreOffice, poppler, qpdf, Chromium, pinned Python and node packages.
setup-test:
	scripts/setup.sh test

fmt:
	cargo fmt --check

clippy:
	cargo clippy --locked --all-targets -- -D warnings

## Licences, sources and advisories by cargo-deny (`cargo install cargo-deny`; advisories need the network).
deny:
	cargo deny check

rust:
	cargo test --locked

$(VIGNETTE): rust
	cargo build --locked

## Documents as others open them: LibreOffice, poppler, qpdf, python-docx, python-pptx.
documents: $(VIGNETTE)
	$(PYTHON) -m pytest -q tests/documents

## The official clients of OpenAI, Azure OpenAI and the AI SDK against the running server.
clients: $(VIGNETTE)
	$(PYTHON) -m pytest -q tests/clients

## The pages in headless Chromium; what Microsoft 365 is told, by Microsoft's validators.
browser: $(VIGNETTE)
	node --test tests/browser/*.test.js tests/office/*.test.js

## Requests made up from /openapi.json by schemathesis, for two minutes: a server error to none of them.
test-contract: $(VIGNETTE)
	[ -x target/contract/bin/schemathesis ] || { python3 -m venv target/contract && \
		target/contract/bin/python -m pip install -q --require-hashes -r tests/contract/requirements.lock; }
	target/contract/bin/python tests/contract/run.py $(VIGNETTE)

## The server beside plain actix serving the same bytes; needs wrk (Debian's package).
bench-http:
	cargo build --release --locked
	cp Cargo.lock benches/http/plain/Cargo.lock
	cargo build --release --manifest-path benches/http/plain/Cargo.toml --target-dir target/plain
	python3 benches/http/run.py target/release/vignette target/plain/release/plain

## What comes through what happens to pictures: make watermark FILES="a.jpg b.png"; or WHAT=foreign for false finds.
WHAT ?= marked
watermark:
	cargo run -q --release --locked -p vignette-watermark --example attacks -- $(WHAT) $(FILES)

## Every document below CORPUS, opened, filled and compared part by part.
corpus:
	VIGNETTE_CORPUS=$(CORPUS) cargo test --locked --test corpus -- --ignored --nocapture

## Fuzzes one door (package, markup, template, pdf, text) for so many seconds; needs `cargo install cargo-fuzz`.
DOOR ?= package
SECONDS ?= 60
fuzz:
	fuzz/seeds.sh
	cp Cargo.lock fuzz/Cargo.lock
	RUSTC_BOOTSTRAP=1 cargo fuzz run -s none $(DOOR) -- -max_total_time=$(SECONDS) -rss_limit_mb=2048 -timeout=20 -max_len=65536

## The programs that comparisons run beside ours, by lock file; no test needs them.
rivals:
	[ -x benches/documents/.venv/bin/python ] || python3 -m venv benches/documents/.venv
	benches/documents/.venv/bin/python -m pip install -q --require-hashes -r benches/documents/requirements.lock
	npm ci --loglevel=error --no-audit --no-fund --ignore-scripts --prefix benches/documents

## Where a tag may stand, place by place, beside docxtpl and docxtemplater.
compare-places: rivals
	cargo build --locked
	benches/documents/.venv/bin/python benches/documents/places.py

## The contact sheet, the sheets of 48 briefs and their scores in docs/gallery.
gallery:
	cargo run --release --locked --example contact_sheet -- --out docs/gallery/contact-sheet.png --height 400 --seed 3
	cargo run --release --locked --example gallery -- --out docs/gallery

## The gallery's pages read back by tesseract (Debian: tesseract-ocr, tesseract-ocr-kor): at least 98 % of characters.
gallery-ocr:
	cargo run --release --locked --example gallery -- --out docs/gallery --pages target/gallery
	$(PYTHON) examples/gallery/ocr.py target/gallery

## Time and memory of whole runs.
bench:
	cargo build --release --locked
	python3 benches/whole_process.py

## Filling documents beside docxtpl, docxtemplater, python-pptx and pdf-lib: CPU time, memory, and 10,000 letters.
bench-documents: rivals
	cargo build --release --locked
	benches/documents/.venv/bin/python benches/documents/run.py

## The engine's networks and single operations beside torch, OpenVINO and onnxruntime: CPU time, memory, share of the limit.
bench-engine:
	[ -x benches/engine/.venv/bin/python ] || python3 -m venv benches/engine/.venv
	benches/engine/.venv/bin/python -m pip install -q -r benches/engine/requirements.in
	cargo build --release --locked -p vignette-kernels --example ops
	cargo test --release --locked --lib -p vignette --no-run
	benches/engine/.venv/bin/python benches/engine/run.py benches/engine/.venv/bin/python target/release/examples/ops \
		"$$(ls -t target/release/deps/vignette-* | grep -v '\.d$$' | head -1)"

## The kernels' tests under the address sanitizer.
sanitize:
	RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address cargo test --locked -p vignette-kernels --lib --tests \
		--target x86_64-unknown-linux-gnu --target-dir target/sanitize

## Renews the lock files of the Python tests.
lock:
	uv pip compile -q --generate-hashes --python-version 3.11 tests/contract/requirements.in -o tests/contract/requirements.lock
	uv pip compile -q --generate-hashes --python-version 3.11 tests/requirements.in -o tests/requirements.lock
	uv pip compile -q --generate-hashes --python-version 3.11 tests/clients/openai-1.in -o tests/clients/openai-1.lock
	uv pip compile -q --generate-hashes --python-version 3.11 benches/documents/requirements.in -o benches/documents/requirements.lock
