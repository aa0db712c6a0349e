# "make" alone lists the targets. Each sets up .venv first if need be, so any may come first.
.DEFAULT_GOAL := help
.PHONY: help lab demo new-course repository site test versions notebooks proof picture transcript setup lock upgrade clean

# nbgrader looks for alembic, and the tests for jupyter and safegrade, on PATH.
venv := PATH="$(CURDIR)/.venv/bin:$$PATH"
lesson_1 := course/01_max_pooling_by_hand.ipynb

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

lab: setup ## open lesson 1 in JupyterLab (options for it: make lab ARGS="--no-browser")
	@$(venv) ./start jupyter lab --ip=127.0.0.1 --allow-root --Application.log_level=ERROR \
		--KernelManager.transport_encryption=auto --LabApp.default_url=/lab/tree/$(lesson_1) $(ARGS)

demo: setup ## grade an invented class from release to table of marks
	@$(venv) ./start python autograde_tests/demo_class.py $(ARGS)

new-course: setup ## start a course of your own from this one: make new-course DIR=../mine
	@$(venv) python setup/new_course.py $(if $(DIR),"$(DIR)",--help) $(ARGS)

repository: setup ## write where this copy lies into its links: make repository NAME=ada/pooling
	@$(venv) python setup/repository.py $(NAME)

site: setup ## build the web site of the course into site/
	@$(venv) ./start python docs/make_site.py $(ARGS)

test: setup ## all that continuous integration runs
	$(venv) ruff check
	$(venv) ruff format --check
	$(venv) mypy
	$(venv) python -m pytest -n 2 $(ARGS)

versions: setup ## try the oldest and newest versions of packages and Python (takes an hour)
	@$(venv) python autograde_tests/versions.py $(ARGS)

notebooks: setup ## tidy the notebooks: no outputs, no stray metadata, the first cell as it should be
	@$(venv) python autograde_tests/clean_notebooks.py

proof: setup ## try the checks, make docs/proof.md anew (one exercise: make proof ARGS=max_pool)
	@$(venv) python autograde_tests/proof.py $(ARGS)

picture: setup ## draw the README's picture anew
	@$(venv) python docs/draw_readme_picture.py

transcript: setup ## run the commands of docs/instructors.md anew
	@$(venv) python autograde_tests/transcript.py

setup: ## make .venv from requirements.lock, or renew it (another Python: PYTHON=python3.12)
	@python=$$(sh setup/find-python) && "$$python" -I setup/install.py

# Not set up first where uv is there already: the lock may be what is broken.
lock: .venv/bin/uv ## fit requirements.lock and environment.yml to pyproject.toml
	@$(venv) python setup/lock.py

upgrade: .venv/bin/uv ## the same with the newest version of every package
	@$(venv) python setup/lock.py --upgrade

.venv/bin/uv:
	@$(MAKE) --no-print-directory setup

clean: ## remove caches and what demo and site made; .venv, marks and submissions stay
	rm -rf demo site build .pytest_cache .mypy_cache .ruff_cache src/*.egg-info
	find src setup autograde_tests -name __pycache__ -prune -exec rm -rf {} +
