# make run    set up, index documents/, serve the page at http://127.0.0.1:7860
# make test   lint, types and all tests (installs what they need)
# make models let --model take any sentence-transformers model (installs torch; see README)

PYTHON ?= python3
DOCUMENTS ?= documents
INDEX ?= .index
# A package index with CPU builds of torch, for Linux without a GPU:
#   make test TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
TORCH := $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.PHONY: run index models test check format screenshots clean

run: .venv/installed
	$(BIN)/python ui.py --index $(INDEX) --documents $(DOCUMENTS)

index: .venv/installed
	$(BIN)/python -m index $(DOCUMENTS) --index $(INDEX)

models: .venv/models

test: .venv/tested
	@sh scripts/debian.sh
	$(MAKE) --no-print-directory check

# The one check for people and CI.
check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

format:
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: .venv/tested
	$(BIN)/python scripts/screenshots.py

clean:
	rm -rf .venv .index runs build *.egg-info

.venv/bin/python:
	$(PYTHON) scripts/venv.py .venv

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing Yinju and what it needs (once) …"
	$(PIP) -e .
	@touch $@

.venv/models: .venv/installed
	$(PIP) $(TORCH) -e '.[models]'
	@touch $@

.venv/tested: .venv/installed
	@echo "Installing what the tests need (once) …"
	$(PIP) $(TORCH) -e '.[models,test]'
	@touch $@
