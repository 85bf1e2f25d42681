//! A caller with a permission in its type: a function that takes `Caller<CanDesign>` cannot be reached without it.

use std::marker::PhantomData;

use super::{AuthError, Identity, Scope};
use crate::store::AccountId;

/// A permission: any one of its scopes is enough.
pub trait Permission {
    /// The scopes that give it.
    const ANY_OF: &'static [Scope];
}

/// May design pages and make pictures.
#[derive(Clone, Copy, Debug)]
pub struct CanDesign;

/// May fill documents.
#[derive(Clone, Copy, Debug)]
pub struct CanFill;

/// May see their own jobs and files. Who may ask for work may see what came of it.
#[derive(Clone, Copy, Debug)]
pub struct CanRead;

/// May call off their own work.
#[derive(Clone, Copy, Debug)]
pub struct CanUse;

/// May administer the house.
#[derive(Clone, Copy, Debug)]
pub struct CanAdminister;

impl Permission for CanAdminister {
    const ANY_OF: &'static [Scope] = &[Scope::Admin];
}

impl Permission for CanDesign {
    const ANY_OF: &'static [Scope] = &[Scope::Design];
}

impl Permission for CanFill {
    const ANY_OF: &'static [Scope] = &[Scope::Fill];
}

impl Permission for CanRead {
    const ANY_OF: &'static [Scope] = &[Scope::Read, Scope::Design, Scope::Fill];
}

impl Permission for CanUse {
    const ANY_OF: &'static [Scope] = &[Scope::Design, Scope::Fill];
}

/// Someone who was recognised and has the permission `P`.
#[derive(Clone, Debug)]
pub struct Caller<P> {
    identity: Identity,
    permission: PhantomData<P>,
}

impl<P: Permission> Caller<P> {
    /// Checks the permission; the only way to make a caller.
    ///
    /// # Errors
    /// [`AuthError::Scope`] names the scopes that would do.
    pub fn check(identity: Identity) -> Result<Self, AuthError> {
        if identity.scopes.allow_any(P::ANY_OF) {
            Ok(Self { identity, permission: PhantomData })
        } else {
            Err(AuthError::Scope(P::ANY_OF))
        }
    }

    /// Whose work it is.
    pub fn account(&self) -> &AccountId {
        &self.identity.account
    }

    /// Who it is.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }
}
