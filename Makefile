# The words of this project. A newcomer needs two: `make demo` and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv/bin
RUN := $(VENV)/python -m config.private run --
ANY_PYTHON = $(if $(wildcard $(VENV)/python),$(VENV)/python,$(PYTHON))
WORKERS ?= 2
PORT ?= 8000
export PORT

.PHONY: help setup setup-test demo test test-slow check fix reset stop lock messages styles look bench

help: ## these words
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: ## prepare .venv for the demo
	@$(PYTHON) deploy/setup.py demo

setup-test:
	@$(PYTHON) deploy/setup.py test

demo: ## everything it needs, then the morning of 16 November
	@$(PYTHON) deploy/setup.py demo
	@exec $(VENV)/python -m config.supervisor

test: setup-test ## everything it needs, then every test but the slow ones
	@$(RUN) $(VENV)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow"
	@$(RUN) $(VENV)/python -m tests.reached

test-slow: setup-test ## the tests that take minutes
	@$(RUN) $(VENV)/python -m pytest -m slow

check: setup-test ## linters, types, contracts and the tests of the house
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/lint-imports
	$(VENV)/djlint nhipcau --check --lint
	$(RUN) sh -c '$(VENV)/mypy && $(VENV)/python manage.py makemigrations --check --dry-run && $(VENV)/python -m pytest -n $(WORKERS) -m "not slow and not browser" tests/house tests/foundation tests/statistics tests/consents tests/messaging'

fix: setup-test ## format what can be formatted
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .
	$(VENV)/djlint nhipcau --reformat --quiet || true

messages: setup-test ## collect the words of the pages and compile the Vietnamese
	$(VENV)/python -m config.messages

styles: setup-test ## compile the styles (only after changing them)
	sh deploy/styles.sh

look: setup-test ## pictures: components and papers in var/look/, the main screens in docs/look/
	$(RUN) $(VENV)/python -m tests.look

bench: setup-test ## measure; each case prints one line of JSON
	$(RUN) $(VENV)/python -m bench

stop: ## stop the private database of this checkout
	@$(ANY_PYTHON) -m config.private stop

reset: ## forget the demo's data of this checkout
	@$(ANY_PYTHON) -m config.private reset

lock: ## compile the hashed lists of packages again
	sh deploy/lock.sh
