package mend

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate

/** What crosses between Kotlin and Rust, and in which form. What the core does with it is tested in Rust. */
class BoundaryTest {
    @TempDir
    lateinit var folder: Path

    private val mend by lazy { Mend(folder.resolve("mend").toString()) }
    private val evening = Moment(Instant.parse("2026-03-28T21:04:05.678Z"), 3600)

    @Test
    fun `an entry is written, read, listed, searched and locked away`() {
        assertEquals(false, mend.isSetUp())
        val session = mend.setUp(PASSPHRASE)
        assertEquals(true, mend.isSetUp())
        assertEquals(Opened.EVERYTHING, session.opened())
        val journal = session.journal()
        val feelings = listOf(Feeling(feelings().first().feelings.first(), 3u))
        val id =
            journal.write(
                WriteRequest(
                    kind = EntryKind.LETTER,
                    title = "After the walk",
                    text = "We talked **slowly** by the river.",
                    happenedAt = evening,
                    feelings = feelings,
                    tags = listOf("walk"),
                    starred = true,
                ),
            )

        val entry = journal.show(id)
        assertEquals("We talked **slowly** by the river.", entry.text)
        assertEquals(0u, entry.versions)
        assertNull(entry.editedAt)
        val row = entry.row
        assertEquals(
            EntryRow(id, EntryKind.LETTER, evening, "After the walk", row.preview, listOf("walk"), feelings, true),
            row,
        )
        assertEquals(TimelinePage(listOf(row), null), journal.list())
        assertEquals(listOf(id), journal.search("river").map { it.id })
        assertEquals(emptyList<SearchHit>(), journal.search("mountain"))
        assertEquals(listOf(TagView("walk", 1u)), journal.tags())

        session.lock()
        assertTrue(session.isLocked())
        val again = mend.unlock(PASSPHRASE)
        assertEquals(entry, again.journal().show(id))
        again.lock()
    }

    @Test
    fun `after lock every call says locked`() {
        val session = mend.setUp(PASSPHRASE)
        val journal = session.journal()
        val id = journal.write(WriteRequest(EntryKind.ENTRY, text = "Here for a moment."))
        session.lock()
        session.lock()

        assertThrows<MendException.Locked> { journal.show(id) }
        assertThrows<MendException.Locked> { journal.list() }
        assertThrows<MendException.Locked> { journal.write(WriteRequest(EntryKind.ENTRY, text = "Too late.")) }
        assertThrows<MendException.Locked> { session.journal() }
    }

    @Test
    fun `wrong passphrases are counted and the wait comes as a number`() {
        mend.setUp(PASSPHRASE).lock()
        repeat(5) { assertThrows<MendException.WrongPassphrase> { mend.unlock("not this one $it") } }

        val wait = assertThrows<MendException.WaitBeforeNextTry> { mend.unlock("nor this one") }
        assertTrue(wait.seconds in 1u..30u, "${wait.seconds}")
        assertTrue(mend.waitSeconds() in 1u..30u)
    }

    @Test
    fun `errors keep their fields`() {
        val empty = assertThrows<MendException.BadPassphrase> { mend.setUp("") }
        assertEquals(PassphraseProblem.EMPTY, empty.problem)
        assertThrows<MendException.NotSetUp> { mend.unlock(PASSPHRASE) }

        val journal = mend.setUp(PASSPHRASE).journal()
        val limit = assertThrows<MendException.BadField> { journal.list(limit = 501u) }
        assertEquals("limit", limit.field)
        assertEquals(FieldProblem.OutOfRange(1, 500), limit.problem)
        val id = assertThrows<MendException.BadField> { journal.show("not an id") }
        assertEquals("id" to FieldProblem.Malformed, id.field to id.problem)
        assertThrows<MendException.NotFound> { journal.show("00".repeat(16)) }
        val code = assertThrows<MendException.BadRecoveryCode> { mend.unlockWithRecoveryCode("ABC-DEF") }
        assertEquals(RecoveryCodeProblem.Length(found = 6u), code.problem)
    }

    @Test
    fun `each error has its sentence and what to do`() {
        val texts = Texts("en")
        val journal = mend.setUp(PASSPHRASE).journal()
        val errors =
            listOf(
                MendException.WrongPassphrase(),
                MendException.WaitBeforeNextTry(30u),
                assertThrows<MendException.BadField> { journal.list(limit = 0u) },
                MendException.BadRecoveryCode(RecoveryCodeProblem.Character(place = 5u)),
            )
        val sentences = errors.map { texts.error(it) }
        val actions = errors.map { texts.errorAction(it) }

        assertEquals(sentences.size, sentences.toSet().size, "$sentences")
        assertTrue((sentences + actions).all { it.isNotBlank() }, "$sentences $actions")
        assertTrue((sentences + actions).any { "30" in it }, "$sentences $actions")
    }

    @Test
    fun `times cross to the millisecond, with the offset of the clock on the wall`() {
        val journal = mend.setUp(PASSPHRASE).journal()
        val moments =
            listOf(
                Moment(Instant.parse("2026-03-29T00:59:59.999Z"), 3600),
                Moment(Instant.parse("2026-03-29T01:00:00.001Z"), 7200),
                Moment(Instant.parse("1969-12-31T23:59:59.999Z"), -34_200),
                Moment(Instant.parse("2000-02-29T12:00:00Z"), 45_900),
            )
        for (moment in moments) {
            val id = journal.write(WriteRequest(EntryKind.ENTRY, text = "Now.", happenedAt = moment))
            assertEquals(
                moment,
                journal
                    .show(id)
                    .row.happenedAt,
            )
        }
        val odd = Moment(Instant.EPOCH, 86_400)
        val refused =
            assertThrows<MendException.BadField> {
                journal.write(WriteRequest(EntryKind.ENTRY, text = "Nowhere.", happenedAt = odd))
            }
        assertEquals(FieldProblem.Malformed, refused.problem)
        assertEquals(moments.size.toUInt(), journal.count())
    }

    @Test
    fun `a clock that the test sets is the clock of what is kept`() {
        val clock = SettableClock(evening)
        val journal = Mend.withClock(folder.resolve("mend").toString(), clock).setUp(PASSPHRASE).journal()
        val id = journal.write(WriteRequest(EntryKind.ENTRY, text = "Written in the evening."))
        val morning = Moment(evening.instant.plusSeconds(36_000), 7200)
        clock.set(morning)
        journal.edit(id, EditRequest(text = "Changed in the morning."))

        val entry = journal.show(id)
        assertEquals(evening, entry.createdAt)
        assertEquals(evening, entry.row.happenedAt)
        assertEquals(morning, entry.editedAt)
    }

    @Test
    fun `days are local dates`() {
        val journal = mend.setUp(PASSPHRASE).journal()
        val afterMidnight = Moment(Instant.parse("2026-03-28T23:30:00Z"), 3600)
        journal.write(WriteRequest(EntryKind.ENTRY, text = "Still awake.", happenedAt = afterMidnight))
        val saturday = LocalDate.of(2026, 3, 28)

        assertEquals(
            listOf(CalendarDay(saturday, 1u)),
            journal.calendar(saturday.minusDays(3), saturday.plusDays(3)),
        )
        assertEquals(1, journal.list(Filter(from = saturday, to = saturday)).entries.size)
        assertEquals(0, journal.list(Filter(from = saturday.plusDays(1))).entries.size)
    }

    @Test
    fun `found words are where Kotlin looks for them`() {
        val journal = mend.setUp(PASSPHRASE).journal()
        journal.write(WriteRequest(EntryKind.ENTRY, text = "Grüße vom 🕊 Fluss. Das Vertrauen wächst."))
        val hit = journal.search("vertrauen").single()

        assertEquals(listOf("Vertrauen"), hit.found.map { hit.snippet.substring(it.start.toInt(), it.end.toInt()) })
    }

    @Test
    fun `what an edit leaves out stays, and a title can go`() {
        val journal = mend.setUp(PASSPHRASE).journal()
        val id = journal.write(WriteRequest(EntryKind.PLAN, title = "Sunday", text = "Call first."))
        journal.edit(id, EditRequest(tags = listOf("calls")))
        assertEquals("Sunday", journal.show(id).row.title)
        journal.edit(id, EditRequest(title = TitleChange.Remove))

        val entry = journal.show(id)
        assertNull(entry.row.title)
        assertEquals("Call first." to listOf("calls"), entry.text to entry.row.tags)
        assertEquals(2, journal.history(id).size)
        journal.delete(id)
        assertThrows<MendException.NotFound> { journal.show(id) }
        assertEquals(id, journal.undoDelete())
        assertEquals(entry, journal.show(id))
    }

    @Test
    fun `drafts come back as typed`() {
        val journal = mend.setUp(PASSPHRASE).journal()
        val draft = journal.saveDraft(EntryKind.LETTER, "Dear")
        assertEquals(draft, journal.saveDraft(EntryKind.LETTER, "Dear you,", title = "To you", id = draft))

        val kept = journal.drafts().single()
        assertEquals(DraftView(draft, null, EntryKind.LETTER, "To you", "Dear you,", kept.savedAt), kept)
        journal.discardDraft(draft)
        assertEquals(emptyList<DraftView>(), journal.drafts())
    }

    @Test
    fun `a session that opened only the together space has no journal`() {
        val session = mend.setUp(togetherPassphrase = PASSPHRASE)
        assertEquals(Opened.TOGETHER_ONLY, session.opened())
        assertThrows<MendException.PrivateLocked> { session.journal() }
    }

    @Test
    fun `a device key is bytes that open what the user chose`() {
        val session = mend.setUp(PASSPHRASE)
        val together = session.access().addDeviceKey(PASSPHRASE)
        val everything = session.access().addDeviceKey(PASSPHRASE, opensPrivate = true)
        val keys = session.access().slots().filter { it.kind == SlotKind.DEVICE_KEY }
        assertEquals(setOf(false, true), keys.map { it.opensPrivate }.toSet())
        session.lock()

        assertEquals(32, together.size)
        assertNotEquals(together.toList(), everything.toList())
        assertEquals(Opened.TOGETHER_ONLY, mend.unlockWithDeviceKey(together).also { it.lock() }.opened())
        assertEquals(Opened.EVERYTHING, mend.unlockWithDeviceKey(everything).also { it.lock() }.opened())
        val short = assertThrows<MendException.BadField> { mend.unlockWithDeviceKey(ByteArray(31)) }
        assertEquals("device_key", short.field)
    }

    private companion object {
        const val PASSPHRASE = "seven small boats at dawn"
    }
}
