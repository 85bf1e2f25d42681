//! Tokens, sessions and links, with the clock as an argument.

use std::time::Duration;

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};

use super::*;
use crate::store::{FileId, Millis};

const NOW: Millis = 1_763_932_800_000;
const MINUTE: Millis = 60_000;

async fn auth() -> (tempfile::TempDir, Auth) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let key = ServerKey::open(folder.path()).unwrap();
    let auth = Auth::new(store, &key, Duration::from_mins(15));
    (folder, auth)
}

async fn token(auth: &Auth) -> NewlyMade {
    auth.create_token("design-team", &Scopes::default(), None, NOW).await.unwrap()
}

#[tokio::test]
async fn a_token_is_recognised_and_kept_only_as_a_hash() {
    let (folder, auth) = auth().await;
    let token = token(&auth).await;
    let identity = auth.identify(&token.secret, NOW).await.unwrap();
    assert_eq!((identity.account_name.as_str(), identity.by_session), ("design-team", false));
    auth.store.close().await;
    for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        let secret = token.secret.as_bytes();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{:?}", file.path());
    }
}

#[tokio::test]
async fn a_revoked_token_ends_its_sessions_at_once() {
    let (_folder, auth) = auth().await;
    let token = token(&auth).await;
    let identity = auth.identify(&token.secret, NOW).await.unwrap();
    let session = auth.open_session(&identity, NOW).unwrap();
    assert!(auth.identify(&session.token, NOW).await.unwrap().by_session);
    auth.revoke_token(token.id.as_str(), NOW).await.unwrap();
    for credential in [&token.secret, &session.token] {
        let error = auth.identify(credential, NOW).await.unwrap_err();
        assert!(matches!(error, AuthError::Revoked), "{error}");
    }
}

#[tokio::test]
async fn a_token_is_revoked_by_its_id_its_prefix_or_itself() {
    let (_folder, auth) = auth().await;
    let names: [fn(&NewlyMade) -> String; 3] =
        [|token| token.id.to_string(), |token| token.secret[..8].to_owned(), |token| token.secret.clone()];
    for name in names {
        let token = token(&auth).await;
        auth.revoke_token(&name(&token), NOW).await.unwrap();
        assert!(auth.identify(&token.secret, NOW).await.is_err());
    }
    let unknown = secret::generate();
    let error = auth.revoke_token(&unknown, NOW).await.unwrap_err();
    assert!(!error.to_string().contains(&unknown), "the secret is repeated");
}

#[tokio::test]
async fn tokens_and_sessions_expire() {
    let (_folder, auth) = auth().await;
    let short = auth.create_token("a", &Scopes::default(), Some(NOW + MINUTE), NOW).await.unwrap();
    assert!(auth.identify(&short.secret, NOW + MINUTE - 1).await.is_ok());
    let error = auth.identify(&short.secret, NOW + MINUTE).await.unwrap_err();
    assert!(matches!(error, AuthError::Expired { what: "token" }), "{error}");

    let identity = auth.identify(&token(&auth).await.secret, NOW).await.unwrap();
    let session = auth.open_session(&identity, NOW).unwrap();
    assert_eq!(session.expires_at, NOW + 15 * MINUTE);
    assert!(auth.identify(&session.token, NOW + 15 * MINUTE - 1000).await.is_ok());
    let error = auth.identify(&session.token, NOW + 15 * MINUTE).await.unwrap_err();
    assert!(matches!(error, AuthError::Expired { what: "session" }), "{error}");
}

#[tokio::test]
async fn a_session_opens_no_session() {
    let (_folder, auth) = auth().await;
    let identity = auth.identify(&token(&auth).await.secret, NOW).await.unwrap();
    let session = auth.open_session(&identity, NOW).unwrap();
    let identity = auth.identify(&session.token, NOW).await.unwrap();
    assert!(matches!(auth.open_session(&identity, NOW), Err(AuthError::SessionFromSession)));
}

#[tokio::test]
async fn forged_credentials_are_unknown() {
    let (_folder, auth) = auth().await;
    let identity = auth.identify(&token(&auth).await.secret, NOW).await.unwrap();
    let session = auth.open_session(&identity, NOW).unwrap().token;
    let (head, rest) = session.split_once('.').unwrap();
    let (claims, signature) = rest.split_once('.').unwrap();
    // {"alg":"none","typ":"JWT"}, with the signature and without it.
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let content: serde_json::Value = serde_json::from_slice(
        &base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, claims).unwrap(),
    )
    .unwrap();
    let sign = |algorithm, key: &[u8]| {
        encode(&Header::new(algorithm), &content, &EncodingKey::from_secret(key)).unwrap()
    };
    for forged in [
        String::new(),
        "Bearer".to_owned(),
        secret::generate(),
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{head}.{claims}."),
        format!("{head}.{claims}x.{signature}"),
        sign(Algorithm::HS256, b"another key"),
        sign(Algorithm::HS512, &auth.keys.sessions),
    ] {
        let error = auth.identify(&forged, NOW).await.unwrap_err();
        assert!(matches!(error, AuthError::Unknown), "{forged}: {error}");
    }
    assert!(auth.identify(&sign(Algorithm::HS256, &auth.keys.sessions), NOW).await.is_ok());
}

#[tokio::test]
async fn a_permission_needs_its_scope() {
    let (_folder, auth) = auth().await;
    let caller = async |scopes: &str| {
        let token = auth.create_token("a", &scopes.parse().unwrap(), None, NOW).await.unwrap();
        auth.identify(&token.secret, NOW).await.unwrap()
    };
    assert!(Caller::<CanDesign>::check(caller("design").await).is_ok());
    assert!(Caller::<CanRead>::check(caller("design").await).is_ok());
    assert!(Caller::<CanDesign>::check(caller("admin").await).is_ok());
    let error = Caller::<CanDesign>::check(caller("read,fill").await).unwrap_err();
    assert_eq!(error.to_string(), "the token does not allow this; it needs the scope design");
}

#[test]
fn scopes_are_read_and_written() {
    let check = |text: &str, expected: Option<&str>| {
        let scopes = text.parse::<Scopes>().ok().map(|scopes| scopes.to_string());
        assert_eq!(scopes.as_deref(), expected, "{text}");
    };
    check("design", Some("design"));
    check("read, design", Some("design read"));
    check("admin read design fill", Some("design fill read admin"));
    check("", None);
    check("paint", None);
}

#[tokio::test]
async fn accounts_have_names() {
    let (_folder, auth) = auth().await;
    for name in ["", "  ", "a\nb", &"x".repeat(65)] {
        let error = auth.create_token(name, &Scopes::default(), None, NOW).await.unwrap_err();
        assert!(matches!(error, AuthError::AccountName), "{name:?}");
    }
}

#[tokio::test]
async fn a_link_opens_one_file_for_a_while() {
    let (_folder, auth) = auth().await;
    let file = FileId::from_text("file_a");
    let link = auth.sign_link(&file, NOW + MINUTE);
    assert!(auth.check_link(&file, &link, NOW).is_ok());
    assert!(auth.check_link(&FileId::from_text("file_b"), &link, NOW).is_err());
    assert!(auth.check_link(&file, &Signature { expires: link.expires + 1, ..link.clone() }, NOW).is_err());
    let error = auth.check_link(&file, &link, NOW + MINUTE).unwrap_err();
    assert!(matches!(error, AuthError::Expired { what: "link" }), "{error}");
}
