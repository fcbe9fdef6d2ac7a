# SPDX-License-Identifier: Apache-2.0
"""The parts of tests/e2e/mainjob: one for each thing on the desktop."""
