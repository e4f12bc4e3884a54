"""The joints of a release."""


def problems(release, offers):
    return []
