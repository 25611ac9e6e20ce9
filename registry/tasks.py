"""The register's clock work: each task fetches its arguments and calls one function."""

from celery import shared_task

from registry.disclosures import open_data


@shared_task(name="registry.write_open_data")
def write_open_data():
    open_data.write()


@shared_task(name="registry.catch_up_open_data")
def catch_up_open_data():
    """A night that was missed is made up for as soon as the worker is back; a new installation need not wait."""
    if open_data.is_missing():
        open_data.write()
