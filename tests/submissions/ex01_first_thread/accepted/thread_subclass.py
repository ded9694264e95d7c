# style: a subclass of Thread that overrides run
from threading import Thread


class Writer(Thread):
    def __init__(self, symbol, count, output):
        super().__init__(name=f"writer of {symbol}")
        self.symbol = symbol
        self.left = count
        self.output = output

    def run(self):
        while self.left > 0:
            self.output.append(self.symbol)
            self.left -= 1


def print_symbols(symbols, count):
    output = []
    writers = [Writer(symbol, count, output) for symbol in symbols]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return "".join(output)
