# Two commands are all a newcomer needs: `make run` and `make test`.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/bin
READY := .venv/ready

.PHONY: run test lint types contracts words wheel tests coverage lock snapshots bench bench-foresight clean

run: $(READY)  ## open the workstation on the seeded demo book
	@$(BIN)/dunnage --demo $(ARGS)

test: lint types contracts words wheel tests  ## everything that must hold

$(READY): requirements.lock pyproject.toml wording/locale/build.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, as python3.11 or python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Say which: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { echo "Python's venv module is needed (on Debian: the package python3-venv)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

words: $(READY)  ## compile the catalogues; fail on a message that is not translated
	$(BIN)/python wording/locale/build.py
	$(BIN)/python wording/locale/build.py --check

wheel: $(READY)  ## build the wheel, install it alone, run it
	rm -rf build/wheel build/venv && mkdir -p build/wheel
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir build/wheel .
	sed -n 's/^\([a-z0-9][a-zA-Z0-9._-]*\)\(\[[^]]*\]\)\{0,1\}\(==[^ ]*\).*/\1\3/p' requirements.lock > build/wheel/pins.txt
	$(BIN)/python -m venv build/venv
	build/venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint build/wheel/pins.txt build/wheel/*.whl
	build/venv/bin/python -m pip check
	cd build/wheel && ../venv/bin/dunnage --demo queue --json > queue.json
	cd build/wheel && ../venv/bin/dunnage --demo --lang zh queue > queue.txt
	$(BIN)/python -c 'import json; assert json.load(open("build/wheel/queue.json"))["items"], "the queue of the demo is empty"'
	rm -rf build/wheel build/venv

tests: $(READY) coverage
	$(BIN)/python -m pytest -n auto --dist loadfile --ignore=tests/credit

coverage: $(READY)  ## the tests of the trade, which leave no branch of it unvisited
	$(BIN)/python -m pytest tests/credit -n auto --dist loadfile \
		--cov=credit --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

# The extras stay named: without `[toml]`, older pips refuse `coverage[toml]` as unpinned once a newer release is out.
lock:  ## pin everything anew (needs uv on the path)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-strip-extras --no-header --quiet --output-file requirements.lock

snapshots: $(READY)  ## write the screens' snapshots anew; look at them before you commit
	DUNNAGE_UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest tests/tui/test_snapshots.py
	$(BIN)/python -m tests.tui.pictures

bench: $(READY)  ## print the table of measured figures
	$(BIN)/python -m benchmarks $(ARGS)

bench-foresight: $(READY)  ## how often foresight was right on the real ledgers beside this checkout, or on PACKS=DIR
	$(BIN)/python -m benchmarks.foresight $(if $(PACKS),--packs $(PACKS)) $(ARGS)

clean:
	rm -rf .venv build dist
