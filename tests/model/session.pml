/* SPDX-License-Identifier: Apache-2.0
 *
 * The protocol of a stored session: record, mark, tombstone, journal and lock, among processes that are killed and stopped,
 * a keyring that locks, answers that get lost and a tenant whose overlap closes when it likes. The steps carry the names of
 * the functions they stand for: RefreshTransaction (run, reread, adopt, send, post, unanswered, refused, confirmRefusal,
 * write, afterWrite), CredentialsManager (load, token, accept, forget, removeUpTo, followDisk) and LoginWriter (writeAgain,
 * takeOver, writeAnew).
 *
 * ./check runs it with its bounds, then takes one rule away at a time (-DNO_...): each must give a counterexample.
 *
 * Abstractions. A token is a number within a family of the tenant; the tenant takes the newest, and the one before it while
 * the overlap is open; any other kills the family, the strictest reading of rotation. A request of a killed process reaches
 * the tenant at the moment of the kill or never. The keyring switches a record in one step, and so does the disk a file.
 * Every wait for the lock may pass its bound. An access token is fresh or not, one bit for each audience.
 */
#ifndef PROCESSES
#define PROCESSES 2
#endif
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef LOSSES
#define LOSSES 1
#endif
#ifndef LOCKINGS
#define LOCKINGS 1
#endif
#ifndef ROTATIONS
#define ROTATIONS 2
#endif
#ifndef LOGINS
#define LOGINS 1
#endif
#ifndef LOGOUTS
#define LOGOUTS 1
#endif
#ifndef STOPS
#define STOPS 1
#endif
#ifndef EXPIRIES
#define EXPIRIES 1
#endif
#ifndef UNANSWERED      /* writes of a login that are done, and nobody says so */
#define UNANSWERED 0
#endif
#ifndef OVERLAP         /* 1: closes only when no refresh is noted as in flight. 0: closes at any step. */
#define OVERLAP 1
#endif

#define NONE    0
#define REFUSED 254
#define GONE    255     /* no answer came */
#define NOBODY  255
#define TOKEN(f, n) ((f) * 8 + (n))
#define FAMILY(t)   ((t) / 8)
#define NUMBER(t)   ((t) % 8)
#define ALL_FRESH   3   /* two audiences */

/* The tenant; families are counted from 1. */
byte newest[LOGINS + 2], before[LOGINS + 2], saved[LOGINS + 2], inFlight[LOGINS + 2];
bool dead[LOGINS + 2], isOpen[LOGINS + 2];
byte families = 1;

/* The keyring's entry. */
byte recordToken = TOKEN(1, 1), recordFamily = 1, recordFresh = ALL_FRESH;
bool keyringLocked = false;
/* The files. */
byte markFamily = 1;
byte tombstone = NONE;          /* the family it buries */
byte journal = NONE;            /* the token in flight */
byte lockHolder = NOBODY;

byte crashes, losses, lockings, rotations, logins, logouts, stops, expiries, unanswered;
bool crashNow[PROCESSES], stopped[PROCESSES];
byte posting[PROCESSES];        /* the tenant's family of a request under way */
byte memoryFresh[PROCESSES];

/* What is owed to the user. */
byte owed = 1;                  /* the family that must be in the store, or a newer one */
byte loggedOut = NONE;          /* this family and older ones must not be seen again */
bool over[LOGINS + 2];          /* the tenant's families that somebody has seen and logged out */

/* RFC 9700, 4.14.2. Whoever comes with a spent token must have had no way to know the next one. */
inline exchange(presented, answer)
{
    d_step {
        f = FAMILY(presented);
        if
        :: dead[f] -> answer = REFUSED
        :: !dead[f] && NUMBER(presented) == newest[f] ->
            before[f] = newest[f]; newest[f]++; isOpen[f] = true; rotations++; answer = TOKEN(f, newest[f])
        :: !dead[f] && NUMBER(presented) != newest[f] && NUMBER(presented) == before[f] && isOpen[f] ->
            newest[f]++; answer = TOKEN(f, newest[f])
        :: else ->
            assert(!OVERLAP);                                           /* while the overlap is open nothing is lost */
            assert(NUMBER(presented) == before[f] && saved[f] <= before[f]);    /* lost between rotation and write */
            dead[f] = true;
            answer = REFUSED
        fi;
        f = 0
    }
}

inline noteStored()
{
    assert(NUMBER(recordToken) >= saved[FAMILY(recordToken)]);     /* never over a newer one of its family */
    if
    :: NUMBER(recordToken) > saved[FAMILY(recordToken)] -> saved[FAMILY(recordToken)] = NUMBER(recordToken)
    :: else
    fi
}

/* Whoever holds a session has read it after the logout only if it is a later one. */
inline hold(t, fam, fresh)
{
    d_step { memory = t; memoryFamily = fam; memoryFresh[id] = fresh }
}

inline end()
{
    d_step { memory = NONE; memoryFamily = NONE; memoryFresh[id] = 0; unwritten = false; waiting = NONE;
        tried = NONE; lastTried = NONE }
}

inline release()
{
    d_step { if :: lockHolder == id -> lockHolder = NOBODY :: else fi }
}

/* ProcessLock::acquire; gotLock tells whether it came in time. */
inline acquire()
{
#ifdef NO_LOCK
    gotLock = true
#else
    if
    :: atomic { lockHolder == NOBODY -> lockHolder = id; gotLock = true }
    :: atomic { lockHolder != NOBODY -> gotLock = false }
    fi
#endif
}

/* Stopped by SIGSTOP, for as long as it pleases or for good. */
#define mayStop(endLabel) \
    if :: atomic { stops < STOPS -> stops++; stopped[id] = true }; endLabel: !stopped[id] :: skip fi

/* CredentialsStore::remove */
inline removeRecord(done)
{
    if
    :: atomic { keyringLocked -> done = false }
    :: atomic { !keyringLocked -> recordToken = NONE; recordFamily = NONE; recordFresh = 0; done = true };
        markFamily = NONE
    fi
}

/* CredentialsStore::read: got is the token, NONE when signed out, GONE when it cannot be said. Buries what is dead. */
inline readRecord()
{
    atomic { seen = loggedOut; buried = tombstone; marked = markFamily };
    if
    :: atomic { keyringLocked -> got = GONE }
    :: atomic { !keyringLocked && recordToken == NONE && markFamily != NONE && tombstone < markFamily -> got = GONE }
    :: atomic { !keyringLocked && recordToken == NONE && (markFamily == NONE || tombstone >= markFamily) -> got = NONE }
    :: atomic { !keyringLocked && recordToken != NONE ->
        got = recordToken; gotFamily = recordFamily; gotFresh = recordFresh }
    fi;
#ifndef NO_TOMBSTONE
    if
    :: atomic { got == GONE && markFamily != NONE && tombstone >= markFamily -> got = NONE }
#ifdef NO_LOOK_BEFORE_READING
    :: atomic { got != GONE && got != NONE && tombstone >= gotFamily -> got = NONE; mustBury = true }
#else
    :: atomic { got != GONE && got != NONE && (tombstone >= gotFamily || buried >= gotFamily) ->
        got = NONE; mustBury = true }
#endif
    :: else
    fi;
    if
    :: mustBury ->
        mustBury = false;
#ifdef BURY_WITHOUT_LOCK
        removeRecord(removed)
#else
        /* read again under the lock: what is there may be a later login's */
        if
        :: lockHolder == id -> hadLock = true; gotLock = true
        :: lockHolder != id -> hadLock = false; acquire()
        fi;
        if
        :: gotLock ->
            if
            :: !keyringLocked && recordToken != NONE && tombstone >= recordFamily -> removeRecord(removed)
            :: else
            fi;
            if :: !hadLock -> release() :: else fi
        :: else
        fi;
        d_step { hadLock = false; gotLock = false }
#endif
    :: else
    fi;
#endif
#ifdef NO_MARK_MADE_GOOD
    marked = NONE
#else
    /* one that is missing, or of an older login: who wrote the record died before the mark */
    atomic {
        if
        :: got != GONE && got != NONE && markFamily < gotFamily &&
            ((markFamily != NONE && tombstone < markFamily) || (markFamily == NONE && marked == NONE)) ->
            markFamily = gotFamily
        :: else
        fi;
        marked = NONE
    }
#endif
}

inline isWritten()
{
    d_step { unwritten = false; waiting = NONE; tried = NONE; lastTried = NONE }
}

/* LoginWriter::writeAgain, once a write gave no answer: what other processes did since to what they found is kept. */
inline writeAgain()
{
    atomic { next = markFamily };                                       /* a reader may write it */
    readRecord();
    if
    :: got == GONE -> isSettled = true                                  /* what is there may be newer */
    :: got != GONE && got != NONE && FAMILY(got) == FAMILY(token) && got != token ->
        hold(got, gotFamily, gotFresh);                                 /* takeOver: renewed */
        isWritten();
        isSettled = true
#ifndef NO_LATER_LOGIN
    :: got != GONE && got != NONE && FAMILY(got) != FAMILY(token) && next >= tried ->
        hold(got, gotFamily, gotFresh);
        isWritten();
        isSettled = true
#endif
    :: got != GONE && got != NONE && FAMILY(got) != FAMILY(token) && next < tried ->
        d_step { tried = NONE; lastTried = NONE }                       /* nothing of it got through: that is older */
    :: else
    fi;
    next = NONE
}

/* LoginWriter::write, which a login ends in: a family newer than all, and the tombstone goes last. */
inline store()
{
    acquire();
    if
    :: !gotLock -> d_step { unwritten = true; waiting = token }
    :: gotLock ->
#ifndef LOGIN_WRITTEN_TWICE
        if :: tried != NONE -> writeAgain() :: else fi;
#endif
        if
        :: isSettled -> goto stored
        :: else
        fi;
/* writeAnew */
#ifdef TOMBSTONE_FIRST
        tombstone = NONE;
#endif
        atomic {
            next = markFamily;
            if :: tombstone > next -> next = tombstone :: else fi;
            if :: memoryFamily > next -> next = memoryFamily :: else fi;
            if
#ifndef NEW_FAMILY_EACH_TIME
            :: tried != NONE && got == token && gotFamily >= next && gotFamily > tombstone -> next = gotFamily
#endif
            :: else -> next++
            fi;
#ifndef NO_LOGOUT_ELSEWHERE
            isSettled = tried != NONE && tombstone >= tried
#endif
        };
        if
        :: isSettled -> next = NONE; end(); goto stored
        :: else
        fi;
        mayStop(endInStore);
        if
        :: atomic { keyringLocked -> unwritten = true; waiting = token; next = NONE }
        :: atomic { !keyringLocked && unanswered < UNANSWERED ->
            unanswered++; recordToken = token; recordFamily = next; recordFresh = ALL_FRESH; noteStored();
            unwritten = true; waiting = token; lastTried = next; if :: tried == NONE -> tried = next :: else fi; next = NONE }
        :: atomic { !keyringLocked -> recordToken = token; recordFamily = next; recordFresh = ALL_FRESH; noteStored() };
            markFamily = next;
#ifndef NO_LOGOUT_ELSEWHERE
            /* a logout came while it was being written, of somebody who had found an earlier attempt, or this one */
            atomic { isSettled = tombstone >= next || (tried != NONE && tombstone >= tried) };
            if
            :: isSettled -> next = NONE; removeRecord(removed); end(); goto stored
            :: else
            fi;
#endif
            journal = NONE;
#ifdef NO_LOOK_AT_THE_TOMBSTONE
            tombstone = NONE;
#else
            atomic { if :: tombstone < next -> tombstone = NONE :: else fi };   /* a logout meanwhile stays */
#endif
            d_step { assert(!over[FAMILY(token)] || tombstone >= next); hold(token, next, ALL_FRESH);
                if :: next > owed && next > loggedOut -> owed = next :: else fi; next = NONE };
            isWritten()
        fi;
stored: release()
    fi;
    gotLock = false
}

/* The refresh. */
inline refreshTransaction()
{
    acquire();
    if
    :: !gotLock -> goto answered                        /* StoreUnavailable */
    :: else
    fi;
    gotLock = false;
/* reread */
#ifdef NO_REREAD
    atomic { got = memory; gotFamily = memoryFamily; gotFresh = memoryFresh[id] };
#else
    readRecord();
#endif
    if
    :: got == GONE ->
#ifdef SPEND_WHAT_YOU_CANNOT_SAVE
        atomic { got = memory; gotFamily = memoryFamily; gotFresh = 0 }
#else
        release(); goto answered                        /* StoreLocked: nothing is spent that can't be saved */
#endif
    :: got == NONE -> end(); release(); goto answered   /* ended elsewhere */
    :: else
    fi;
    if
    :: got != memory && (gotFresh & audience) -> hold(got, gotFamily, gotFresh); release(); goto answered   /* adopt */
    :: else -> hold(got, gotFamily, gotFresh)
    fi;
    token = got;
/* send */
    repeated = false;
#ifndef NO_JOURNAL
    journal = token;
#endif
    mayStop(endBeforePost);
post:   skip;
    d_step { posting[id] = FAMILY(token); inFlight[FAMILY(token)]++; assert(inFlight[FAMILY(token)] == 1) };
    if
    :: atomic { losses < LOSSES -> losses++ }; reply = GONE                        /* lost on the way there */
    :: atomic { losses < LOSSES -> losses++ }; exchange(token, reply); reply = GONE        /* lost on the way back */
    :: exchange(token, reply)
    fi;
    d_step { inFlight[FAMILY(token)]--; posting[id] = NONE };
    if
    :: reply == GONE && !repeated -> repeated = true; goto post         /* unanswered */
    :: reply == GONE && repeated -> release(); goto answered            /* the journal stays */
    :: reply == REFUSED ->                                              /* refused, confirmRefusal */
        journal = NONE;
        readRecord();
        if
        :: got == NONE -> end()
        :: got == token ->
            atomic {
                assert(dead[FAMILY(token)]); if :: owed <= gotFamily -> owed = NONE :: else fi;
                if :: gotFamily > tombstone -> tombstone = gotFamily :: else fi };
            end();
            removeRecord(removed)
        :: else                                                         /* transient, or a newer one is there */
        fi;
        release(); goto answered
    :: else
    fi;
#ifdef JUDGE_BEFORE_WRITE
    if
    :: atomic { losses < LOSSES -> losses++ }; journal = NONE; release(); goto answered    /* the keys cannot be fetched now */
    :: skip
    fi;
#endif
/* write */
#ifdef WRITE_WITHOUT_LOCK
    release();
#endif
    d_step { hold(reply, gotFamily, gotFresh | audience); unwritten = true };
    mayStop(endBeforeWrite);
flush:
    if
    :: atomic { keyringLocked -> skip };
        /* Standing::Renewed: keeps the lock and tries again; a logout of another process ends it (followDisk) */
        if
        :: atomic { !keyringLocked -> skip }; goto flush
#ifndef NO_TOMBSTONE
        :: tombstone >= gotFamily -> end(); release(); goto answered
#endif
        fi
    :: atomic { !keyringLocked ->
        recordToken = reply; recordFamily = gotFamily; recordFresh = memoryFresh[id]; unwritten = false; noteStored() }
    fi;
    markFamily = gotFamily;
/* afterWrite */
    journal = NONE;
#ifndef NO_TOMBSTONE
    if
    :: tombstone >= gotFamily -> removeRecord(removed); end()           /* a logout while we were away wins */
    :: else
    fi;
#endif
    release()
}

/* CredentialsManager::forget and removeUpTo: the tombstone at once, without waiting for anybody. */
inline forget()
{
    atomic {
        next = memoryFamily;
        if :: markFamily > next -> next = markFamily :: else fi;
        if :: lastTried > next -> next = lastTried :: else fi
    };
    if
    :: next != NONE ->
        d_step {
#ifndef NO_TOMBSTONE
            if :: next > tombstone -> tombstone = next :: else fi;
#endif
            if :: owed <= next -> owed = NONE :: else fi;
            if :: next > loggedOut -> loggedOut = next :: else fi;
            over[FAMILY(memory)] = true;
            memory = NONE; memoryFamily = NONE; memoryFresh[id] = 0; unwritten = false; waiting = NONE;
            tried = NONE; lastTried = NONE
        };
        acquire();
#ifdef REMOVE_WITHOUT_LOCK
        gotLock = true;
#endif
        if
        :: gotLock ->
            if
            :: markFamily <= next -> removeRecord(removed)
            :: else
            fi;
            release()
        :: else                                         /* dead all the same: whoever reads it next deletes it */
        fi;
        d_step { gotLock = false; next = NONE }
    :: else
    fi
}

inline forgetLocals()
{
    d_step {
        token = NONE; reply = NONE; audience = 0; got = NONE; gotFamily = 0; gotFresh = 0; gotLock = false;
        next = NONE; repeated = false; removed = false; mustBury = false; hadLock = false; seen = NONE; buried = NONE;
        marked = NONE; isSettled = false
    }
}

proctype Application(byte id)
{
    byte tried, lastTried;          /* the families of writes that gave no answer: first and last; NONE: none */
    byte seen, buried, marked, memory, memoryFamily, waiting, token, reply, audience, got, gotFamily, gotFresh, next, f;
    bool gotLock, hadLock, repeated, unwritten, removed, mustBury, mustLoad, isSettled;
    memory = TOKEN(1, 1); memoryFamily = 1; memoryFresh[id] = ALL_FRESH;        /* both were there from the start */
begin:
    {
        if
        :: mustLoad ->
            mustLoad = false;
            readRecord();
            if
            :: got != NONE && got != GONE ->
                assert(gotFamily > seen);
                hold(got, gotFamily, gotFresh);
                /* an interrupted refresh is repeated at once */
                if :: journal == got -> memoryFresh[id] = 0 :: else fi
            :: else
            fi;
            forgetLocals()
        :: else
        fi;
        do
        ::  if
            /* token: what memory serves costs nothing */
            :: memory != NONE && !unwritten && rotations < ROTATIONS ->
                if :: audience = 1 :: audience = 2 fi;
                if
                :: memoryFresh[id] & audience -> skip
                :: !(memoryFresh[id] & audience) -> refreshTransaction()
                fi
            /* accept: somebody has signed in */
            :: atomic {
                logins < LOGINS && !unwritten ->
                logins++; families++; newest[families] = 1; saved[families] = 1; token = TOKEN(families, 1) };
signedIn:       store()
            /* flush: what the store did not take waits in memory */
            :: atomic { unwritten && waiting != NONE && !keyringLocked -> token = waiting }; goto signedIn
            :: atomic { logouts < LOGOUTS -> logouts++ }; forget()
            /* followDisk */
            :: memory != NONE && !unwritten && tombstone >= memoryFamily -> end()
#ifndef NO_LOGOUT_ELSEWHERE
            :: unwritten && tried != NONE && tombstone >= tried -> end()
#endif
            :: memory == NONE && !unwritten && markFamily > tombstone && markFamily != NONE && !keyringLocked ->
                readRecord();
                if
                :: got != NONE && got != GONE -> assert(gotFamily > seen); hold(got, gotFamily, gotFresh)
                :: else
                fi
            :: rotations >= ROTATIONS || memory == NONE || unwritten -> break
            fi;
answered:   skip;
            forgetLocals()
        od
    } unless {
        crashNow[id] -> d_step {
            crashNow[id] = false;
            if :: posting[id] != NONE -> inFlight[posting[id]]--; posting[id] = NONE :: else fi;
            if :: lockHolder == id -> lockHolder = NOBODY :: else fi;
            memory = NONE; memoryFamily = NONE; memoryFresh[id] = 0; unwritten = false; waiting = NONE;
            token = NONE; reply = NONE; audience = 0; got = NONE; gotFamily = 0; gotFresh = 0; gotLock = false;
            next = NONE; repeated = false; removed = false; mustBury = false; hadLock = false; seen = NONE; buried = NONE;
            marked = NONE; isSettled = false; tried = NONE; lastTried = NONE; mustLoad = true
        };
        goto begin
    }
}

proctype World()
{
    do
    :: crashes < CRASHES -> crashes++; if :: crashNow[0] = true :: crashNow[PROCESSES - 1] = true fi
    :: lockings < LOCKINGS && !keyringLocked -> lockings++; keyringLocked = true
    :: keyringLocked -> keyringLocked = false
    :: stopped[0] -> stopped[0] = false
    :: stopped[PROCESSES - 1] -> stopped[PROCESSES - 1] = false
    :: expiries < EXPIRIES -> d_step { expiries++; recordFresh = 0; memoryFresh[0] = 0; memoryFresh[PROCESSES - 1] = 0 }
#if OVERLAP
    /* The note makes the next start repeat at once, not at the next expiry: within the overlap. */
    :: atomic { isOpen[1] && journal == NONE && inFlight[1] == 0 -> isOpen[1] = false }
#else
    :: isOpen[1] -> isOpen[1] = false
    :: isOpen[families] -> isOpen[families] = false
#endif
    :: crashes >= CRASHES && !keyringLocked && lockings >= LOCKINGS -> break
    od
}

/* What holds whenever nobody has the lock. */
proctype Watch()
{
endWatch:
    atomic {
        lockHolder == NOBODY && !keyringLocked && owed != NONE && (recordToken == NONE || recordFamily < owed) ->
        assert(false)                                   /* a session that is owed is gone */
    }
}

init {
    d_step { newest[1] = 1; saved[1] = 1 };
    atomic { run Application(0); run Application(1); run World(); run Watch() }
}
