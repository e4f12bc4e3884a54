"""nenboard: an offline case registry and treatment algorithm for neuroendocrine tumour boards."""

__version__ = "0.1.0"
