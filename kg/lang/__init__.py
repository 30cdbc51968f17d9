"""Everything that knows a particular language; each language is a folder of small modules."""
