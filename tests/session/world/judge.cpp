// SPDX-License-Identifier: Apache-2.0
#include "session/world/modeltenant.h"
#include <algorithm>

// What the tenant sees of its clients' manners.
namespace Auth0::Test {
void ModelTenant::posted(int process, const QString &token)
{
    const QString family = token.section(u'-', 1, 1);
    for (const Attempt &open : std::as_const(m_attempts)) {
        if (open.token.section(u'-', 1, 1) == family)
            m_complain(QStringLiteral("processes %1 and %2 refresh family %3 at the same time")
                           .arg(open.process)
                           .arg(process)
                           .arg(family));
    }
    m_attempts.append({process, token});
    const auto found = m_families.find(family.toInt());
    if (found == m_families.end())
        return;
    const int number = numberOf(token);
    const int knower = found->answeredBy.value(number, 0);
    const bool isKnown = knower != 0 && ((isAlive && isAlive(knower)) || found->saved > number);
    if (isKnown)
        m_complain(QStringLiteral("%1 is sent by process %2 though process %3 has an answer to it")
                       .arg(token)
                       .arg(process)
                       .arg(knower));
    if (found->saved > number)
        m_complain(QStringLiteral("%1 is sent by process %2 though a newer one is stored").arg(token).arg(process));
}

void ModelTenant::answered(int process, const QString &token, bool isFinal)
{
    m_attempts.removeIf([&](const Attempt &one) { return one.process == process && one.token == token; });
    const auto found = m_families.find(token.section(u'-', 1, 1).toInt());
    if (isFinal && found != m_families.end())
        found->answeredBy.insert(numberOf(token), process);
}

void ModelTenant::gone(int process)
{
    m_attempts.removeIf([process](const Attempt &one) { return one.process == process; });
}

void ModelTenant::unnoted(int process)
{
    for (Family &family : m_families)
        family.answeredBy.removeIf([process](auto answer) { return answer.value() == process; });
}

void ModelTenant::stored(const QString &token)
{
    const auto found = m_families.find(token.section(u'-', 1, 1).toInt());
    if (found == m_families.end())
        return;
    const int number = numberOf(token);
    if (number < found->saved)
        m_complain(QStringLiteral("%1 is written over a newer token of its family").arg(token));
    found->saved = std::max(found->saved, number);
}
} // namespace Auth0::Test
