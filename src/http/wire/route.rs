//! Public names of models and what they mean.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::models::routes::{Route, Target};
use crate::store::StoredRoute;

/// What a name means.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteRule {
    /// The models, each with its share of the requests.
    pub targets: Vec<TargetBody>,
    /// The model that steps in when the one that was chosen fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<String>,
}

/// One model of a route.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RouteTarget)]
pub struct TargetBody {
    /// A model of `GET /v1/models`.
    pub model: String,
    /// Its share, weighed against those of the others; 100 when not said.
    pub share: Option<u32>,
}

/// A public name.
#[derive(Serialize, ToSchema)]
#[schema(as = Route)]
pub struct RouteBody {
    name: String,
    /// The id of the account whose name it is; null for everybody's.
    account: Option<String>,
    /// Grows by one with every change.
    version: i64,
    /// What it means; null when it means nothing any more.
    route: Option<RouteRule>,
}

/// Several of them.
#[derive(Serialize, ToSchema)]
#[schema(as = Routes)]
pub struct RoutesBody {
    /// By name.
    pub routes: Vec<RouteBody>,
}

impl From<RouteRule> for Route {
    fn from(rule: RouteRule) -> Self {
        let target = |target: TargetBody| Target { model: target.model, share: target.share.unwrap_or(100) };
        Self { targets: rule.targets.into_iter().map(target).collect(), fallback: rule.fallback }
    }
}

impl RouteBody {
    /// A name with its rule, as it is kept.
    pub fn new(account: Option<String>, name: &str, version: i64, rule: &str) -> Self {
        Self { name: name.to_owned(), account, version, route: serde_json::from_str(rule).ok() }
    }

    /// A kept route; `None` when its rule was written by hand and makes no sense.
    pub fn of(route: &StoredRoute) -> Option<Self> {
        let account = Some(route.account_id.clone()).filter(|account| !account.is_empty());
        Some(Self::new(account, &route.name, route.version, &route.rule)).filter(|body| body.route.is_some())
    }
}
