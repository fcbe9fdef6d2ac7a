# SPDX-License-Identifier: Apache-2.0
"""The frame of the tenant's tests: `python3 test_x.py --tenant PROGRAM`."""
import argparse
import sys
import unittest

from tenantclient import Tenant

program = None


class Case(unittest.TestCase):
    """Each test has a tenant of its own, `self.tenant`, made with `arguments` and `config`."""

    arguments = ()
    config = None
    maxDiff = None

    def setUp(self):
        self.tenant = Tenant(program, *self.arguments, config=self.config)
        self.tenant.__enter__()
        self.addCleanup(self.tenant.stop)

    def refused(self, answer, status, error, description=None):
        self.assertEqual(answer.status, status, answer.text)
        self.assertEqual(answer.json["error"], error)
        if description is not None:
            self.assertEqual(answer.json["error_description"], description)


def main():
    global program
    parser = argparse.ArgumentParser()
    parser.add_argument("--tenant", required=True)
    options, rest = parser.parse_known_args()
    program = options.tenant
    unittest.main(module="__main__", argv=[sys.argv[0], *rest])
