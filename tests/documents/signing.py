"""A signer of PDF files and a judge of signatures: pyHanko, with a certificate made for the run."""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


class Signer:
    def __init__(self, folder):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        builder = builder.serial_number(7).not_valid_before(datetime.datetime(2020, 1, 1))
        builder = builder.not_valid_after(datetime.datetime(2090, 1, 1))
        usage = x509.KeyUsage(True, True, False, False, False, True, True, False, False)
        builder = builder.add_extension(usage, True).add_extension(x509.BasicConstraints(True, None), True)
        self.certificate = folder / "certificate.pem"
        self.certificate.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        (folder / "key.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        self.signer = signers.SimpleSigner.load(folder / "key.pem", self.certificate)

    def sign(self, source, target, level=None, locks=None):
        """Signs `source` in a new field; with a `level` (1 to 3) as a certification."""
        field = SigFieldSpec("Approval", on_page=0, box=(400, 20, 500, 50), field_mdp_spec=locks)
        about = signers.PdfSignatureMetadata(
            field_name="Approval", certify=level is not None, docmdp_permissions=MDPPerm(level or 2)
        )
        with open(source, "rb") as file, open(target, "wb") as signed:
            writer = IncrementalPdfFileWriter(file, strict=False)
            signers.sign_pdf(writer, about, signer=self.signer, new_field_spec=field, output=signed)
        return target

    def status(self, path):
        """What a validator says about the first signature."""
        context = ValidationContext(trust_roots=[load_cert_from_pemder(self.certificate)], allow_fetching=False)
        with open(path, "rb") as file:
            return validate_pdf_signature(PdfFileReader(file, strict=False).embedded_signatures[0], context)
