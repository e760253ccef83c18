# Each target makes its own virtual environment in .venv from requirements.lock (names, versions, hashes),
# with uv where it is installed and with venv and pip where it is not. The second call finds it made.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-lock
UV := $(shell command -v uv 2>/dev/null)
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
DEMO := demo

.DEFAULT_GOAL := help
.PHONY: help demo test check stories bench bench-public docs lock made clean

help:
	@echo "make demo    build examples/ into $(DEMO)/demo.db and write $(DEMO)/page.html, a page to open in a browser"
	@echo "make test    lint, types, import floors, tests and the gate (make check is the same)"
	@echo "make stories linking, copies and contradictions on evaluation/stories, held against their floors"
	@echo "make bench   reports a second, milliseconds a stage, peak memory"
	@echo "make bench-public BENCH=FOLDER   figures on public benchmarks, whose texts are not part of this project"
	@echo "make docs    write the generated pages and tables anew, and the gate's table in the README"
	@echo "make lock    write requirements.lock anew from pyproject.toml"

$(STAMP): requirements.lock pyproject.toml
ifneq ($(UV),)
	@test -x $(BIN)/python || $(UV) venv --quiet --python '>=3.11' $(VENV)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later was not found: install it, or name it with make PYTHON=..." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@

made: $(STAMP)

demo: $(STAMP)
	@mkdir -p $(DEMO)
	@rm -f $(DEMO)/demo.db $(DEMO)/demo.db-wal $(DEMO)/demo.db-shm $(DEMO)/page.html
	@$(BIN)/tallystick build examples --store $(DEMO)/demo.db || test $$? -eq 3
	@$(BIN)/tallystick report --store $(DEMO)/demo.db --out $(DEMO)/page.html
	@$(BIN)/tallystick incidents --store $(DEMO)/demo.db
	@echo
	@echo "The page: $(CURDIR)/$(DEMO)/page.html"

test check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/python -m evaluation.gate

stories: $(STAMP)
	@$(BIN)/python -m evaluation.stories --reader model
	@$(BIN)/python -m evaluation.stories --reader grammar

bench: $(STAMP)
	@$(BIN)/python -m evaluation.bench

# BENCH, else BENCH_DIR of the environment, else ../shared/bench
bench-public: $(STAMP)
	@$(BIN)/python -m evaluation.public $(if $(BENCH),--bench $(BENCH))

docs: $(STAMP)
	@for made in vocabulary codebook schemas stages kinds exports; do $(BIN)/python -m tools.make_$$made; done
	@$(BIN)/python -m tools.update_readme

lock:
ifneq ($(UV),)
	@$(UV) pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 --generate-hashes \
		--upgrade --no-emit-index-url --no-emit-find-links --no-header --no-annotate --strip-extras --quiet --output-file requirements.lock
else
	@$(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install --quiet uv
	@$(MAKE) --no-print-directory lock UV=build/lock/bin/uv
endif
	@! grep -nE '://' requirements.lock || { echo "requirements.lock holds an address: it must not" >&2; exit 1; }

clean:
	rm -rf $(DEMO) build dist
