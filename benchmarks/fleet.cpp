// SPDX-License-Identifier: Apache-2.0
// A million desktops on paper: when each renews its token is decided by the library's own RenewalPlan; the tenant
// answers by Auth0's rate limit, and is away for ten minutes in the afternoon of the last day.
#include "credentials/renewalplan.h"
#include <QtCore/QTextStream>
#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

namespace {
constexpr qint64 second = 1000, hour = 3600 * second, day = 24 * hour;
constexpr int desktops = 1'000'000;
constexpr qint64 wakeUp = 9 * hour, bedtime = 18 * hour; // everybody wakes at nine, within half a minute
constexpr qint64 outageBegins = 14 * hour, outageEnds = outageBegins + 600 * second;

//! What is varied from run to run.
struct Scenario
{
    const char *name;
    qint64 lifetime; //!< of access tokens
    int rateLimit; //!< token requests in a second that the tenant answers; others get 429 and "Retry-After: 1"
    int days;
};

struct Desktop
{
    Auth0::RenewalPlan plan;
    qint64 expiresAt = 0;
};

class Fleet
{
public:
    explicit Fleet(const Scenario &scenario)
        : m_scenario(scenario)
        , m_desktops(desktops)
        , m_calendar(size_t(scenario.days) * 86'400)
        , m_requests(m_calendar.size())
        , m_lastDay((scenario.days - 1) * day)
    {
    }

    void run()
    {
        // The roll-out: everybody has logged in between nine and ten of the first day.
        for (int i = 0; i < desktops; ++i)
            renewed(i, wakeUp + qint64(double(hour) * m_dice()));
        for (size_t s = 0; s < m_calendar.size(); ++s) {
            m_answersLeft = m_scenario.rateLimit;
            for (size_t k = 0; k < m_calendar[s].size(); ++k) // it grows while it is worked off
                wake(m_calendar[s][k], qint64(s) * second + second - 1);
            std::vector<int>().swap(m_calendar[s]);
        }
    }
    //! The most requests in one second of the last day, between two times of it.
    int peak(qint64 from, qint64 to) const
    {
        const auto at = [this](qint64 time) { return m_requests.begin() + (m_lastDay + time) / second; };
        return *std::max_element(at(from), at(to));
    }
    //! As if every request of a day without an outage came at the same distance, while the desktops are awake.
    double flatLine() const
    {
        const auto begin = m_requests.begin() + (m_lastDay - day) / second;
        return double(std::accumulate(begin, begin + 86'400, 0LL)) / double((bedtime - wakeUp) / second);
    }
    qint64 refused() const { return m_refused; }

private:
    Auth0::StoredToken tokenOf(const Desktop &desktop) const
    {
        Auth0::StoredToken token;
        token.expiresAt = desktop.expiresAt;
        token.lifetime = m_scenario.lifetime;
        return token;
    }
    void renewed(int i, qint64 now)
    {
        m_desktops[size_t(i)].expiresAt = now + m_scenario.lifetime;
        m_desktops[size_t(i)].plan.begin(tokenOf(m_desktops[size_t(i)]), std::chrono::minutes(1), m_dice);
        sleepUntilPlanned(i, now);
    }
    void sleepUntilPlanned(int i, qint64 now)
    {
        qint64 time = std::max(m_desktops[size_t(i)].plan.next(), now + 1);
        if (time % day < wakeUp)
            time += wakeUp - time % day + qint64(30 * second * m_dice());
        else if (time % day >= bedtime)
            time += day + wakeUp - time % day + qint64(30 * second * m_dice());
        const auto slot = size_t(time / second);
        if (slot < m_calendar.size())
            m_calendar[slot].push_back(i);
    }
    void wake(int i, qint64 now)
    {
        Desktop &desktop = m_desktops[size_t(i)];
        const Auth0::StoredToken token = tokenOf(desktop);
        if (!desktop.plan.isDue(token, now, m_dice)) {
            sleepUntilPlanned(i, now);
            return;
        }
        ++m_requests[size_t(now / second)];
        const qint64 today = now - m_lastDay;
        const bool isAway = today >= outageBegins && today < outageEnds;
        if (!isAway && m_answersLeft-- > 0) {
            renewed(i, now);
            return;
        }
        m_refused += isAway ? 0 : 1;
        desktop.plan.failed(token, now, std::chrono::seconds(isAway ? 0 : 1), m_dice);
        sleepUntilPlanned(i, now);
    }

    const Scenario m_scenario;
    std::vector<Desktop> m_desktops;
    std::vector<std::vector<int>> m_calendar; //!< who wakes in which second
    std::vector<int> m_requests; //!< in each second
    const qint64 m_lastDay;
    int m_answersLeft = 0;
    qint64 m_refused = 0;
    std::mt19937 m_random{1};
    Auth0::RenewalPlan::Dice m_dice = [this] { return std::uniform_real_distribution<>(0, 1)(m_random); };
};
} // namespace

int main()
{
    QTextStream out(stdout);
    out << "a fleet of " << desktops << " desktops that wake at nine and sleep at six; outage from 14:00 to 14:10\n"
        << "  token life, rate limit      flat line   before the outage   during   after   refused by 429\n";
    for (const Scenario &scenario :
         {Scenario{"24 h, 100 a second", day, 100, 7}, Scenario{"1 h, 1000 a second", hour, 1000, 3}}) {
        Fleet fleet(scenario);
        fleet.run();
        out << QStringLiteral("  %1 %2/s %3/s %4/s %5/s %6\n")
                   .arg(QLatin1String(scenario.name), -24)
                   .arg(fleet.flatLine(), 10, 'f', 0)
                   .arg(fleet.peak(0, outageBegins), 17)
                   .arg(fleet.peak(outageBegins, outageEnds), 6)
                   .arg(fleet.peak(outageEnds, day), 5)
                   .arg(fleet.refused(), 16);
        out.flush();
    }
    return 0;
}
