"""The machine around the program: resources, files, folders, settings, language, log."""
