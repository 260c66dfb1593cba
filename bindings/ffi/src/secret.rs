//! What opens a vault, on its way in. The buffer that it came in is wiped once it was read; what the app itself
//! holds (a Kotlin or Swift string) is out of reach from here.

use mend_core::{DeviceKey, MendError, Passphrase};
use zeroize::Zeroizing;

use crate::time::malformed;

uniffi::custom_type!(
    /// A passphrase as it was typed. Text that cannot be one gives `MendError.BadPassphrase`. Drop it as soon as the
    /// call is made.
    Passphrase, String, {
        remote,
        // UniFFI asks for both ways; no call gives a passphrase back.
        lower: |passphrase| passphrase.as_str().to_owned(),
        try_lift: |typed| Ok(Passphrase::new(&Zeroizing::new(typed)).map_err(MendError::from)?),
    }
);

uniffi::custom_type!(
    /// 32 bytes that open a vault, for the platform's keystore to keep. Never write them anywhere else.
    DeviceKey, Vec<u8>, {
        remote,
        lower: |key| key.as_bytes().to_vec(),
        try_lift: |bytes| {
            let bytes = Zeroizing::new(bytes);
            let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| malformed("device_key"))?;
            Ok(DeviceKey::from_bytes(bytes))
        },
    }
);
