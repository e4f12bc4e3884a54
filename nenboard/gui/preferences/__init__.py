"""Settings of this computer: appearance and paper."""
