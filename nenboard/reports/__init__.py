"""Documents for the board: plain values in, PDF bytes or plain text out."""
