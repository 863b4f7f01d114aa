"""The static site of a publication, ``site/``: pages that open from the file system, without a server.

One folder of ``queries`` and one template a kind of page; runtimes of charts and tables once in ``assets``.
Thai stands in the pages, English in ``words.yml``; a switch on every page changes between them.
"""
