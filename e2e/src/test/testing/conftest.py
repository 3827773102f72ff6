from trent_clock import trent_clock
