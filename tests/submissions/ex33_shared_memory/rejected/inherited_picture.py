# must fail: works_with_every_start_method, no_child_has_a_copy
# kind: exception
# why: the children inherit a global variable of the parent, which spawn leaves empty
from multiprocessing import Pool

picture = None


def blur_one(y):
    rows = zip(picture[max(y - 1, 0)], picture[y], picture[min(y + 1, len(picture) - 1)])
    return bytes([(a + b + c) // 3 for a, b, c in rows])


def blur(image, workers):
    global picture
    picture = image
    with Pool(workers) as pool:
        return pool.map(blur_one, range(len(image)))
