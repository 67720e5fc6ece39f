# Two commands do all set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint bench docs clean

help:
	@echo "make demo   install into .venv and make a redline of samples/article.txt"
	@echo "make test   install with the test dependencies and run everything"
	@echo "make lint   ruff and mypy"
	@echo "make bench  the figures that README and docs state, as ratios against peers"
	@echo "make docs   draw the pictures and write the generated pages anew"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.installed-test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@$(BIN)/retranslate fix samples/article.txt
	@echo
	@echo "Open samples/article.redline.docx in Word or LibreOffice Writer."

test: lint
	$(BIN)/python -m pytest -n 2 -rs

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-test
	$(BIN)/python docs/draw.py

clean:
	rm -rf $(VENV) samples/*.redline.* samples/*.corrected.*
