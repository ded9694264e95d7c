# must fail: made_at_the_first_get
# kind: wrong_result
# why: the value is made before anybody has asked
class Lazy:
    def __init__(self, factory):
        self.value = factory()

    def get(self):
        return self.value
