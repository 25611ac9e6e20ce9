"""Whether files of the open data are what was published; for the bureau and for anybody who has a checkout."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.disclosures import bundle, signing


class Command(BaseCommand):
    help = (
        "Check files of the open data against digest list and signature. Names what differs; exit 1 if anything does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="default: all files that are published now")
        parser.add_argument("--sums", type=Path, help="digest list, default SHA256SUMS beside the first file")
        parser.add_argument("--key", type=Path, help="public key (PEM), default the portal's own")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options) -> None:
        files = options["files"] or self._published()
        sums = options["sums"] or files[0].parent / bundle.SUMS
        pem = options["key"].read_bytes() if options["key"] else signing.public_key_pem()
        found = signing.differences(files, sums, sums.parent / bundle.SIGNATURE, pem)
        if options["json"]:
            report = {"ok": not found, "files": len(files), "signature_checked": bool(pem), "differences": found}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        for sentence in [] if options["json"] else found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"核对未通过：{len(found)} 处不一致。", returncode=1)
        if not options["json"]:
            self.stdout.write(
                f"{len(files)} 个文件与摘要清单一致。{'签名有效。' if pem else '没有公钥，未核对签名。'}"
            )

    def _published(self) -> list[Path]:
        published = bundle.current()
        if published is None:
            raise CommandError("还没有发布过开放数据。", returncode=1)
        apart = (bundle.SUMS, bundle.SIGNATURE, bundle.PACKAGE)
        return [published.folder / name for name in published.names if name not in apart]
