"""Steps of the model's recipe, one command each: ``python -m kg.train STEP --help``."""

from kg.train.steps import app

app()
