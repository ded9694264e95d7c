# must fail: no_symbols_no_text
# kind: exception
# why: a pool of zero workers is an error, so no symbols at all raises
import concurrent.futures


def print_symbols(symbols, count):
    output = []

    def work_thread(symbol):
        for _ in range(count):
            output.append(symbol)

    with concurrent.futures.ThreadPoolExecutor(max_workers=len(symbols)) as executor:
        for symbol in symbols:
            executor.submit(work_thread, symbol)
    return "".join(output)
