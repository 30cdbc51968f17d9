"""The language model's recipe; needs the extra ``train`` and is never imported at run time."""
