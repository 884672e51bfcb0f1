# Waymark. Bare `make` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
PACK ?= southwest
SHELF ?= .waymark/shelf

.DEFAULT_GOAL := help
.PHONY: help setup start test quick lint check compile bench schema messages lock clean

help: ## List all targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.ready node_modules/.ready ## Set up everything, into .venv and node_modules

start: setup ## Set up, compile the starter manual and serve it at http://localhost:8000/
	@$(BIN)/waymark start $(PACK) --shelf $(SHELF)

test: .venv/.tested node_modules/.ready ## Set up everything, a browser included, and run every test
	@sh tests/browser.sh
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

quick: .venv/.tested node_modules/.ready ## Run the tests that need no browser
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not journey"

lint: .venv/.tested ## Check style, types and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: setup ## List the findings of the starter manual
	@$(BIN)/waymark check $(PACK)

compile: setup ## Compile the starter manual onto the shelf
	@$(BIN)/waymark compile $(PACK) --shelf $(SHELF)

bench: .venv/.tested node_modules/.ready compile ## Measure: compiling, serving, sizes (several minutes)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@$(BIN)/python bench/all.py

schema: .venv/.ready ## Write the published JSON Schema files again
	@$(BIN)/python -m waymark.manual.json_form docs/schema

messages: .venv/.tested ## Write docs/messages.md again
	@$(BIN)/python tests/messages/table.py docs/messages.md

lock: .venv/.ready ## Work out the pinned requirements again
	@$(BIN)/pip install -q uv
	@for name in requirements requirements-test requirements-bench; do \
	  $(BIN)/uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate $$name.in -o $$name.txt; done

clean: ## Remove the shelf and what was set up
	rm -rf .venv node_modules .waymark

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/.ready: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Setting up .venv (a minute the first time)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/.tested: requirements-test.txt .venv/.ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

node_modules/.ready: package-lock.json .npmrc .venv/.ready
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --loglevel=error
	@touch $@
