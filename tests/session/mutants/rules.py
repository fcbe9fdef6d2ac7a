# SPDX-License-Identifier: Apache-2.0
"""The rules of a session, each at the one place of the code without which it does not hold."""
import collections

Rule = collections.namedtuple("Rule", "name says file old new")
TRANSACTION = "lib/credentials/refreshtransaction.cpp"
MANAGER = "lib/credentials/credentialsmanager.cpp"
WRITER = "lib/credentials/loginwriter.cpp"
STORE = "lib/storage/credentialsstore.cpp"

RULES = [
    Rule("no-lock", "one refresh at a time among processes", TRANSACTION,
         "    if (m_guard)\n        return begin();\n", "    return begin();\n"),
    Rule("no-queue", "one refresh at a time in a process", MANAGER,
         "    return m_queue.enqueue<StoredToken>(\n        [this, request, before = held ? held->accessToken : QString()] "
         "{ return tokenInTurn(request, before); });",
         "    return tokenInTurn(request, held ? held->accessToken : QString());"),
    Rule("no-reread", "under the lock the record is read again", TRANSACTION,
         "        if (isStored())\n            return reread();\n", ""),
    Rule("no-adoption", "whoever waited takes over what was renewed meanwhile", TRANSACTION,
         "return changed && accessTokenFor(m_record, m_request) != m_tokenBefore ? adopt() : send();",
         "return changed && false ? adopt() : send();"),
    Rule("no-journal", "what is in flight is noted before it leaves", TRANSACTION,
         "m_context.store->journal.begin(m_record.refreshToken);", "Result<Done>(Done());"),
    Rule("no-repetition-at-the-start", "an interrupted refresh is repeated at the next start", MANAGER,
         "if (first && m_context.store->journal.isInFlight(m_record->refreshToken))", "if (false)"),
    Rule("repeated-after-an-answer", "a token is sent again only after an attempt without an answer", TRANSACTION,
         "            return noAnswer ? unanswered(error) : refused(error);",
         "            if (!noAnswer && !m_repeated) {\n                m_repeated = true;\n                return post();\n"
         "            }\n            return noAnswer ? unanswered(error) : refused(error);"),
    Rule("spent-though-it-cannot-be-saved", "nothing is sent while the store cannot be read", TRANSACTION,
         "    return andThen(m_context.store->read(true), this, [this](const std::optional<SessionRecord> &stored) {\n"
         "        if (!stored)\n            return endedByOthers();\n        const bool changed",
         "    return whenDone(m_context.store->read(true), this, [this](const Result<std::optional<SessionRecord>> &read) {\n"
         "        if (!read)\n            return send();\n        const std::optional<SessionRecord> &stored = *read;\n"
         "        if (!stored)\n            return endedByOthers();\n        const bool changed"),
    Rule("judged-before-it-is-written", "the rotated token is written before the rest is judged", TRANSACTION,
         "    // The rotated token first: a defect elsewhere costs the call, never the family.\n    return andThen(",
         "    return judgeAnyway();\n    return andThen("),
    Rule("refusal-not-confirmed", "only a refusal of the newest stored token ends the session", TRANSACTION,
         "            if (stored->refreshToken == m_record.refreshToken)\n", "            if (stored)\n"),
    Rule("refused-token-tried-again", "a dead token is tried once", TRANSACTION,
         "if (isRefused || m_context.store->journal.isRefused(m_record.refreshToken))", "if (false)"),
    Rule("lock-let-go-with-unwritten-tokens", "renewed tokens that were not written keep the lock", TRANSACTION,
         "        outcome.guard = m_guard;\n        m_guardHandedOn = true;\n", ""),
    Rule("lock-let-go-by-a-login", "a login that was not written either keeps it", MANAGER,
         "hold(held, Standing::NeverStored, m_guard);", "hold(held, Standing::NeverStored);"),
    Rule("login-written-twice", "a login that got through is not written over its own renewal", WRITER,
         "return m_unanswered.isEmpty() ? writeAnew(login, before) : writeAgain(login, before);",
         "return writeAnew(login, before);"),
    Rule("later-login-written-over", "a login that waited gives way to a later one of another process", WRITER,
         "if (!m_unanswered.areFollowedBy(m_store->mark.read()))", "if (true)"),
    Rule("perhaps-spent-and-sent", "what another process may have renewed is not sent while nobody can look", TRANSACTION,
         "            return failed<RefreshOutcome>(read.error()); // it may be spent\n", "            return send();\n"),
    Rule("written-over-what-cannot-be-read", "a login that waited is not written over what nobody could read", WRITER,
         "if (!read && !CredentialsStore::isKnownToHaveNone(read.error()))", "if (read.error().code() == Error::StoreLocked)"),
    Rule("written-after-a-logout-elsewhere", "a login that waited is not written once another process has ended it",
         WRITER, "if (!m_unanswered.areBuriedBy(m_store->tombstone.family()))", "if (true)"),
    Rule("older-than-memory-is-sent", "what was renewed in memory is newer than what the store was given", TRANSACTION,
         "            if (isOlder || (stored.login", "            if ((isOlder && false) || (stored.login"),
    Rule("no-tombstone", "a logout is noted at once", MANAGER,
         "m_context.store->tombstone.write(family, reason);", "Result<Done>(Done());"),
    Rule("new-family-each-time", "a login that others have found keeps its family", WRITER,
         "found >= known && found > buried ? found : known + 1;", "known + 1;\n    Q_UNUSED(found)"),
    Rule("mark-left-behind", "a login whose writer died before the mark is told by whoever finds it", STORE,
         "mark ? mark->family < record->family : !before.hadMark;", "!mark && !before.hadMark;"),
    Rule("same-family", "each login is a family of its own", WRITER,
         "found : known + 1;", "found : known;"),
    Rule("tombstone-first", "the tombstone goes after the login is written", WRITER,
         "    m_unanswered.add(next.refreshToken, next.family);\n",
         "    m_unanswered.add(next.refreshToken, next.family);\n    takeTombstoneAway(next.family);\n"),
    Rule("tombstone-of-this-login-goes", "a tombstone that names this login stays", WRITER,
         "    if (buried >= family && buried != Tombstone::unreadable)\n        return;\n", ""),
    Rule("written-after-the-logout", "a refresh that comes home after a logout deletes what it wrote", TRANSACTION,
         "if (m_context.store->tombstone.buries(record.family))", "if (false)"),
    Rule("removed-without-the-lock", "a logout deletes under the lock", MANAGER,
         "    if (holdsLock())\n        return removeIfUpTo(family);", "    if (true)\n        return removeIfUpTo(family);"),
    Rule("later-login-removed", "a logout deletes no later login", MANAGER,
         "return mark && mark->family > family ? ready(Done{}) : m_context.store->remove();",
         "Q_UNUSED(family)\n    Q_UNUSED(mark)\n    return m_context.store->remove();"),
    Rule("buried-without-the-lock", "who finds a dead record reads it again under the lock", STORE,
         "return before.isLocked ? bury() : againUnderLock();", "return bury();"),
    Rule("no-look-before-reading", "what was buried when the record was read stays dead", STORE,
         " || record->family <= before.buried.value_or(0))", ")"),
    Rule("given-up-is-signed-out", "a store that does not answer says nothing about the session", STORE,
         "    return error.code() == Error::StoreFailed ? Error(Error::StoreUnavailable, error.message()).causedBy(error) : "
         "error;", "    return error;"),
    Rule("refused-without-a-word", "other processes are told why the session is over", TRANSACTION,
         "    if (!m_context.store->tombstone.write(m_record.family, reason))", "    if (false)"),
]
