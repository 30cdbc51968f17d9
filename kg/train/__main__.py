"""Steps of the model's recipe, one command each: ``python -m kg.train STEP --help``."""

import sys

try:
    from kg.train.steps import app
except ModuleNotFoundError as error:
    sys.exit(f"kg.train: the recipe needs {error.name}: pip install 'newskg[train]'")

app()
