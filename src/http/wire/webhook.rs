//! What a receiver of webhooks needs.

use serde::Serialize;
use utoipa::ToSchema;

/// The account's secret.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookSecret)]
pub struct SecretBody {
    /// As in `whsec_…`: 32 bytes in base 64.
    pub secret: String,
}
