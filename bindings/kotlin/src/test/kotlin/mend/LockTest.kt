package mend

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicLong
import kotlin.concurrent.thread

/** Lock waits for nobody, whatever runs. */
class LockTest {
    @TempDir
    lateinit var folder: Path

    private val mend by lazy { Mend(folder.resolve("mend").toString()) }

    /** The listener holds the import up until `lock` is back: a lock that queued behind the import would not return. */
    @Test
    @Timeout(60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    fun `lock returns while an import on another thread is held up`() {
        val session = mend.setUp(PASSPHRASE)
        val journal = session.journal()
        val midImport = CountDownLatch(1)
        val locked = CountDownLatch(1)
        val reported = AtomicLong()
        val listener =
            listen { done, _ ->
                reported.set(done.toLong())
                midImport.countDown()
                locked.await()
            }
        var outcome: Result<ULong>? = null
        val importing = thread { outcome = runCatching { journal.importEntries(entries(TOTAL), listener) } }

        assertTrue(midImport.await(30, TimeUnit.SECONDS), "the import reported nothing")
        session.lock()
        locked.countDown()
        importing.join()

        assertInstanceOf(MendException.Locked::class.java, outcome?.exceptionOrNull())
        val kept = reopened().count().toLong()
        assertEquals(reported.get(), kept, "what was reported is kept, and nothing else")
        assertTrue(kept in 1 until TOTAL, "$kept")
    }

    @Test
    @Timeout(60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    fun `lock in the middle of a write ends the import`() {
        val session = mend.setUp(PASSPHRASE)
        val journal = session.journal()
        val midImport = CountDownLatch(1)
        val reported = AtomicLong()
        val listener =
            listen { done, _ ->
                reported.set(done.toLong())
                midImport.countDown()
            }
        var outcome: Result<ULong>? = null
        val importing = thread { outcome = runCatching { journal.importEntries(entries(TOTAL), listener) } }

        assertTrue(midImport.await(30, TimeUnit.SECONDS), "the import reported nothing")
        session.lock()
        assertThrows<MendException.Locked> { journal.count() }
        importing.join()

        assertInstanceOf(MendException.Locked::class.java, outcome?.exceptionOrNull())
        assertTrue(reopened().count().toLong() in reported.get() until TOTAL)
    }

    @Test
    @Timeout(60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    fun `a listener may lock`() {
        val session = mend.setUp(PASSPHRASE)
        val listener = listen { _, _ -> session.lock() }

        assertThrows<MendException.Locked> { session.journal().importEntries(entries(TOTAL), listener) }
    }

    @Test
    fun `a listener that throws does not stop the work`() {
        val journal = mend.setUp(PASSPHRASE).journal()
        val listener = listen { _, _ -> error("a defect of the app") }

        assertEquals(600uL, journal.importEntries(entries(600), listener))
        assertEquals(600u, journal.count())
    }

    private fun reopened() = mend.unlock(PASSPHRASE).journal()

    private fun entries(count: Long) =
        List(count.toInt()) { WriteRequest(EntryKind.ENTRY, text = "Day $it. We ate together and said what we need.") }

    private fun listen(heard: (ULong, ULong) -> Unit) =
        object : ProgressListener {
            override fun advanced(
                done: ULong,
                total: ULong,
            ) = heard(done, total)
        }

    private companion object {
        const val PASSPHRASE = "seven small boats at dawn"
        const val TOTAL = 20_000L
    }
}
