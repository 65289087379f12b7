# What a person does here. Only python3 (3.11 or newer, with venv) and make are taken for granted.

PYTHON ?= python3
BIN := .venv/bin
export PORT ?= 8000
# Tests often wait for another process: three at a time are for two processors, and five the most.
JOBS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN); expr $$((n < 4 ? n : 4)) + 1)
# Each module is compiled once, and not again in every process that is started.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run demo-live test suite check types style layers migrations fuzz format messages bench lock clean
.DEFAULT_GOAL := help

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: .venv/run.lock ## start the newsroom on http://127.0.0.1:8000 (PORT= changes it)
	@exec $(BIN)/python -m newsroom

demo-live: .venv/run.lock ## beside `make run`: let a story of the demo change every 20 s, until Ctrl-C
	@exec $(BIN)/python manage.py demo --live

test: check suite ## everything that can be checked on this machine (-j2 does both parts at once)

suite: .venv/dev.lock ## the tests alone, JOBS= at a time
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

fuzz: .venv/dev.lock ## the tests that take minutes: thousands of inputs, and all the API may be asked
	$(BIN)/pytest -m fuzz

check: types style layers migrations ## format, lint, types, imports, migrations

types: .venv/dev.lock
	$(BIN)/mypy

style: .venv/dev.lock
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djhtml --check templates

layers: .venv/dev.lock
	$(BIN)/lint-imports

migrations: .venv/dev.lock
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/dev.lock ## set code and templates in the one form
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	$(BIN)/djhtml templates

messages: .venv/run.lock ## gather the words of the interface in locale/, and compile what is translated
	@command -v xgettext >/dev/null || { echo "This needs gettext: apt-get install gettext"; exit 1; }
	$(BIN)/python -m django makemessages --settings newsroom.settings --all --locale en --no-wrap --no-obsolete \
		--add-location file --ignore .venv --ignore var --ignore tests --ignore benchmarks
	$(BIN)/python -m django compilemessages --settings newsroom.settings --ignore .venv --ignore var

bench: .venv/dev.lock ## the benchmarks, with ratios against references of the same run
	$(BIN)/python -m benchmarks

lock: .venv/dev.lock ## bring the lock files up to date with pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet -c requirements.lock -o requirements-dev.lock

clean: ## remove what was installed and cached; var/ with the database stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Installed again only when a lock says something else than what was installed last. The umask
# lets the unprivileged user, as whom PostgreSQL runs for root, read its programs.
.venv/run.lock: requirements.lock
	@cmp -s requirements.lock $@ || { umask 022 && \
		echo "Installing what requirements.lock names ..." && \
		{ $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
			{ echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=..."; exit 1; }; } && \
		$(PYTHON) -m venv .venv && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check \
			--require-hashes -r requirements.lock; }
	@cp requirements.lock $@

.venv/dev.lock: requirements-dev.lock .venv/run.lock
	@cmp -s requirements-dev.lock $@ || { umask 022 && \
		echo "Installing what requirements-dev.lock names ..." && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check \
			--require-hashes -r requirements-dev.lock; }
	@cp requirements-dev.lock $@
