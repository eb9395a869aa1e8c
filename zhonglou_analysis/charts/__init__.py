"""The charts: what each shows stands in :mod:`.catalogue`, how each is drawn in a module of its own."""
