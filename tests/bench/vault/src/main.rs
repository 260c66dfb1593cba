//! mend-vault as `mend` ships it: opened by a device key, which needs no slow derivation; every allocation wiped.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bench_worker::database::{Database, Engine, Failure};
use mend_vault::rusqlite::Connection;
use mend_vault::{
    DeviceKey, Kdf, KdfParams, NewSlot, OpenOptions, Place, Secret, StdIo, SystemRng, Vault, WipingAllocator,
};

#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

const WELL_UNDER_WAY: Duration = Duration::from_millis(45);

/// Opens with a key that is known beforehand, as the others do.
struct Sealed {
    secret: Secret,
}

struct Open(Vault);

impl Engine for Sealed {
    type Open = Open;

    fn create(&self, file: &Path) -> Result<Open, Failure> {
        let kdf = Kdf::make(KdfParams::DEFAULT, &SystemRng);
        let slot = NewSlot { label: 0, made_at: 0, secret: self.secret.clone() };
        Vault::create(&place(file), Arc::new(SystemRng), kdf, &[slot])?;
        self.open(file)
    }

    fn open(&self, file: &Path) -> Result<Open, Failure> {
        Ok(Open(Vault::open(&place(file), Arc::new(SystemRng), &self.secret, OpenOptions::default())?))
    }

    fn facts(&self, _: &Open) -> Result<Vec<(String, String)>, Failure> {
        Ok(vec![("allocator".to_string(), "wipes what it is given back".to_string())])
    }

    fn lock_during(
        &self,
        file: &Path,
        work: &(dyn Fn(&Open) -> Result<(), Failure> + Sync),
    ) -> Result<Duration, Failure> {
        let open = self.open(file)?;
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| work(&open));
            std::thread::sleep(WELL_UNDER_WAY);
            let before = Instant::now();
            open.0.lock();
            let took = before.elapsed();
            match worker.join() {
                Ok(Err(_)) => Ok(took),
                _ => Err("the work was done before the lock came".into()),
            }
        })
    }
}

impl Database for Open {
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        self.0.read(work)
    }

    fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        self.0.write(|transaction| work(transaction))
    }

    fn settle(&self) -> Result<(), Failure> {
        Ok(self.0.erase_traces()?)
    }
}

fn place(file: &Path) -> Place {
    Place::new(Arc::new(StdIo), file)
}

fn main() -> Result<(), Failure> {
    let secret = Secret::Device(DeviceKey::from_bytes([0x5a; 32]));
    bench_worker::serve(Sealed { secret })
}
