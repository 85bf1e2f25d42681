//! Expressions of tags, evaluated against the data: minijinja's expressions, strict about what is missing.
//!
//! [`environment`] knows the [`filters`], which write numbers and dates in [`formats`] and formatting as [`rich`] text;
//! [`faults`] says in a sentence what is wrong. A template may come from anybody:
//! every expression has fuel, and all expressions of one filling together have some more.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use minijinja::value::{Serde, ValueKind, merge_maps};
use minijinja::{Environment, ErrorKind, Expression, Value};

use super::inspect::{Call, Sighting, calls};
use crate::documents::problem::{Fault, FaultCode};
use crate::scene::Language;
use rich::Rich;

mod environment;
mod faults;
mod filters;
mod formats;
pub(super) mod rich;

pub(super) use faults::nearest;

/// What all expressions of one filling may cost, in minijinja's fuel: one is an instruction, or 64 bytes made. About a
/// second of work.
const FUEL: u64 = 30_000_000;

/// Expressions kept compiled: templates have some hundred at most.
const KEPT: usize = 4_096;

/// Evaluates the expressions of one filling.
#[derive(Debug)]
pub struct Values {
    environment: &'static Environment<'static>,
    compiled: RefCell<HashMap<String, Rc<Expression<'static, 'static>>>>,
    fuel: Cell<u64>,
    /// What was met, when a template is only looked at.
    sightings: Option<RefCell<Vec<Sighting>>>,
}

/// The names that an expression may use: the data, and inside loops the item.
#[derive(Clone, Debug)]
pub struct Scope(Value);

impl Scope {
    /// The data itself.
    pub fn new(data: &serde_json::Value) -> Self {
        Self(Value::from(Serde(data)))
    }

    /// This scope with more names, which hide the same ones outside.
    pub fn with(&self, names: impl IntoIterator<Item = (String, Value)>) -> Self {
        Self(merge_maps([self.0.clone(), Value::from_pairs(names)])) // the last one that has a name wins
    }

    /// A name that no expression can say.
    pub fn hidden(&self, name: &str) -> Option<Value> {
        self.0.get_item(&Value::from(name)).ok().filter(|value| !value.is_undefined())
    }

    /// What stands at a name: under the whole name as one key, or step by step along its dots.
    pub fn look_up(&self, name: &str) -> Option<serde_json::Value> {
        let item = |value: &Value, key: &str| {
            value.get_item(&Value::from(key)).ok().filter(|value| !value.is_undefined())
        };
        let steps = || name.split('.').try_fold(self.0.clone(), |value, step| item(&value, step));
        serde_json::to_value(item(&self.0, name).or_else(steps)?).ok()
    }
}

impl Values {
    /// Expressions that are looked at and not evaluated.
    pub fn looking() -> Self {
        Self { sightings: Some(RefCell::default()), ..Self::new(Language::English) }
    }

    /// Whether the template is only looked at.
    pub fn is_looking(&self) -> bool {
        self.sightings.is_some()
    }

    /// Notes what was met.
    pub fn see(&self, sighting: Sighting) {
        if let Some(sightings) = &self.sightings {
            sightings.borrow_mut().push(sighting);
        }
    }

    /// What was met, in the order of filling.
    pub fn into_sightings(self) -> Vec<Sighting> {
        self.sightings.map(RefCell::into_inner).unwrap_or_default()
    }

    /// Whether an expression can be read, and knows only filters, tests and functions that there are.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(&self, expression: &str) -> Result<(), Fault> {
        self.compiled(expression)?;
        let mut state = self.environment.empty_state();
        let nothing = [Value::from(())];
        for call in calls(expression) {
            let (is_known, kind, name) = match call {
                Call::Filter(name) => {
                    let error = state.apply_filter(name, &nothing).err();
                    let is_known = error.is_none_or(|error| error.kind() != ErrorKind::UnknownFilter);
                    (is_known, ErrorKind::UnknownFilter, name)
                }
                Call::Test(name) => {
                    let error = state.perform_test(name, &nothing).err();
                    let is_known = error.is_none_or(|error| error.kind() != ErrorKind::UnknownTest);
                    (is_known, ErrorKind::UnknownTest, name)
                }
                Call::Function(name) => (state.lookup(name).is_some(), ErrorKind::UnknownFunction, name),
            };
            if !is_known {
                let error = minijinja::Error::new(kind, name.to_owned());
                return Err(faults::of(&error, expression, &Scope(Value::from(()))));
            }
        }
        Ok(())
    }

    /// Expressions whose numbers and dates are written in `language`.
    pub fn new(language: Language) -> Self {
        let environment = environment::of(language);
        Self { environment, compiled: RefCell::default(), fuel: Cell::new(FUEL), sightings: None }
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn value(&self, expression: &str, scope: &Scope) -> Result<Value, Fault> {
        let compiled = self.compiled(expression)?;
        if self.fuel.get() == 0 {
            return Err(faults::out_of_fuel());
        }
        let metered = compiled.eval(&scope.0).map_err(|error| {
            let is_empty = error.kind() == ErrorKind::OutOfFuel;
            self.spend(if is_empty { environment::FUEL } else { 0 });
            faults::of(&error, expression, scope)
        })?;
        let (value, spent) = environment::read_meter(&metered);
        self.spend(spent);
        if value.is_undefined() {
            return Err(faults::missing(expression, scope));
        }
        Ok(value)
    }

    /// Reads an expression, once however often it is evaluated.
    ///
    /// # Errors
    /// [`FaultCode::UnreadableExpression`].
    pub fn compiled(&self, expression: &str) -> Result<Rc<Expression<'static, 'static>>, Fault> {
        if let Some(known) = self.compiled.borrow().get(expression) {
            return Ok(known.clone());
        }
        let unreadable = |error: minijinja::Error| faults::unreadable(&error);
        // The plain one first: what cannot be read must not become readable by the meter's brackets.
        self.environment.compile_expression(expression).map_err(unreadable)?;
        let metered = environment::metered(expression);
        let compiled = Rc::new(self.environment.compile_expression_owned(metered).map_err(unreadable)?);
        let mut kept = self.compiled.borrow_mut();
        if kept.len() < KEPT {
            kept.insert(expression.to_owned(), compiled.clone());
        }
        Ok(compiled)
    }

    /// The value of an expression as text with its formatting: nothing for null, numbers and truth values plainly.
    ///
    /// # Errors
    /// What is wrong: also for lists and objects, which are no text.
    pub fn text(&self, expression: &str, scope: &Scope) -> Result<Rich, Fault> {
        let value = self.value(expression, scope)?;
        match value.kind() {
            ValueKind::None | ValueKind::String | ValueKind::Number => Ok(rich::of(&value)),
            ValueKind::Bool => Ok(Rich::from(value.is_true().to_string())),
            _ if rich::is_rich(&value) => Ok(rich::of(&value)),
            _ => Err(faults::no_text(&value)),
        }
    }

    /// The items of a list or the keys of an object.
    ///
    /// # Errors
    /// What is wrong: also for what is neither.
    pub fn items(&self, expression: &str, scope: &Scope) -> Result<Vec<Value>, Fault> {
        let value = self.value(expression, scope)?;
        let unreadable = |error: minijinja::Error| faults::of(&error, expression, scope);
        match value.kind() {
            ValueKind::None => Ok(Vec::new()),
            ValueKind::Seq | ValueKind::Iterable => {
                value.try_iter().map(Iterator::collect).map_err(unreadable)
            }
            ValueKind::Map => {
                let keys = value.try_iter().map_err(unreadable)?;
                keys.map(|key| Ok(Value::from(vec![key.clone(), value.get_item(&key).unwrap_or_default()])))
                    .collect()
            }
            kind => {
                let sentence = format!("its value is {}, not a list", faults::named(kind));
                Err(Fault::new(FaultCode::WrongValue, sentence))
            }
        }
    }

    /// Whether a condition holds; a missing value is a mistake here too.
    ///
    /// # Errors
    /// What is wrong.
    pub fn holds(&self, expression: &str, scope: &Scope) -> Result<bool, Fault> {
        self.value(expression, scope).map(|value| value.is_true())
    }

    fn spend(&self, fuel: u64) {
        self.fuel.set(self.fuel.get().saturating_sub(fuel));
    }
}

#[cfg(test)]
mod tests;
