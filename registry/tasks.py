"""The register's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task

from registry.disclosures import open_data


@shared_task(name="registry.write_open_data")
def write_open_data():
    open_data.write()
