# Everything here works on a fresh checkout: the first command that needs it makes .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORPUS ?= corpus

.PHONY: demo test lint bench clean

demo: $(VENV)/.installed
	$(BIN)/copydesk demo

test: lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# CORPUS is a folder of the shape that benchmarks/README.md describes.
bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.extraction --corpus $(CORPUS)

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: Python 3.11 or newer is needed; $$($(PYTHON) --version) found. Try: make PYTHON=python3.11"; exit 2; }
	@# Debian keeps ensurepip in a package of its own.
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && apt-get install -y -qq python3-venv; } || { \
		echo "make: $(PYTHON) cannot make virtual environments. Run: sudo apt-get install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache
