import sys

sys.stderr.write("ATTACK: conftest was executed\n")


def pytest_collection_modifyitems(items):
    del items[:]


def pytest_pyfunc_call(pyfuncitem):
    return True
