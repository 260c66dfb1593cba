//! The wall: private and together data are in different files under different keys, and in different Rust types.
//!
//! A function that takes `&Db<Together>` cannot be handed the private space by mistake; the compiler refuses it.

use std::marker::PhantomData;
use std::sync::Arc;

use mend_vault::{Rng, Vault};
use rusqlite::{Connection, Transaction};

use crate::clock::Clock;
use crate::error::{MendError, Result};
use crate::session::Inner;

/// Marks what only its owner ever sees.
#[derive(Debug)]
pub enum Private {}
/// Marks what both partners have.
#[derive(Debug)]
pub enum Together {}

/// The database of one space, open for as long as its session is unlocked. Cheap to clone.
pub struct Db<Space> {
    vault: Arc<Vault>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    /// A client that outlives every handle of its session keeps the session open.
    session: Option<Arc<Inner>>,
    space: PhantomData<fn() -> Space>,
}

impl<Space> Clone for Db<Space> {
    fn clone(&self) -> Self {
        Self {
            vault: self.vault.clone(),
            clock: self.clock.clone(),
            rng: self.rng.clone(),
            session: self.session.clone(),
            space: PhantomData,
        }
    }
}

impl<Space> Db<Space> {
    pub(crate) fn new(vault: Arc<Vault>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        Self { vault, clock, rng, session: None, space: PhantomData }
    }

    pub(crate) fn kept_open_by(mut self, session: Arc<Inner>) -> Self {
        self.session = Some(session);
        self
    }

    /// Runs `work` on a connection that it must not write through.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.vault.read(work)
    }

    /// Runs `work` in one transaction: all of it is kept, durably, or nothing.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.vault.write(work)
    }

    /// Like [`Db::write`] for work that removes text: afterwards no page of the file and no frame of the log holds
    /// what was removed.
    pub(crate) fn remove<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let done = self.vault.write::<T, MendError>(work)?;
        self.vault.erase_traces()?;
        Ok(done)
    }

    /// Afterwards no page of the file and no frame of the log holds what was removed before.
    pub(crate) fn erase_traces(&self) -> Result<()> {
        Ok(self.vault.erase_traces()?)
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// This space's own stream.
    pub(crate) fn rng(&self) -> &dyn Rng {
        &*self.rng
    }
}
