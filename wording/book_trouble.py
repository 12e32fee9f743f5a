"""What is said when a book cannot be opened, read or written: what is wrong, what stands, and what to do.

Whoever reads such a sentence fears for a year of work, so each one says first what happened to the book.
"""

from wording.sentence import says

__all__ = ["BOOKS"]

BOOKS = {
    "no_book": says("There is no book at {path}. Import a ledger to make one (dunnage import FILE), or try --demo."),
    "no_book:source": says("There is nothing at {path}. Check the name."),
    "no_team_store": says(
        "Books on a server of this kind ({scheme}) are not known. Name a file, or a book on PostgreSQL: postgresql://HOST/DATABASE."
    ),
    "no_team_store:files": says(
        "This is done to a book in a file alone. Copy the book of the server into one first: dunnage move BOOK NEWBOOK."
    ),
    "no_driver": says(
        "A book on a server needs the package psycopg, which is not installed. Install it: pip install 'dunnage[team]'."
    ),
    "server_refused": says("The server of the book {path} refuses it. Nothing was changed. Ask whoever runs the server."),
    "server_refused:address": says(
        "This is no address of a book on a server. Write postgresql://USER@HOST/DATABASE, special characters as %XX."
    ),
    "server_refused:password": says(
        "The server of the book {path} does not take the password, or was given none. Keep it in ~/.pgpass, or name its place in"
        " the address: ?password=env:NAME."
    ),
    "server_refused:database": says(
        "The server has no database of that name ({path}). Correct the address, or have whoever runs the server make it."
    ),
    "server_refused:role": says(
        "The server does not know the user of {path}. Correct the address, or ask whoever runs the server."
    ),
    "server_refused:not_allowed": says(
        "The server lets nobody in as {path} from this machine. Ask whoever runs it for the right to connect."
    ),
    "server_refused:full": says(
        "The server of the book {path} has as many connections as it takes. Nothing was changed. Try again in a moment."
    ),
    "server_refused:tls": says(
        "The server of {path} did not show that it is the one meant, so nothing was sent to it."
        " Name its authority in the address: ?sslrootcert=FILE."
    ),
    "server_refused:old": says(
        "The server of {path} is PostgreSQL {found}; a book needs {least} or later. Nothing was changed."
        " Have it brought up to date."
    ),
    "server_refused:part": says(
        "You see a part of the book {path}. This needs all of it (history, chain, copies): ask whoever may see the whole."
    ),
    "server_refused:other": says(
        "The server of the book {path} answered with error {state}. Nothing was changed."
        " Tell whoever runs the server this number."
    ),
    "server_lost": says(
        "The server of the book {path} does not answer. Nothing was saved. Try again once it is back, or check the address."
    ),
    "server_lost:unsure": says(
        "The server of the book {path} was lost while the change was being saved. Whether it stands is seen when the server is"
        " back: look before you enter it again."
    ),
    "book_newer": says(
        "The book {path} was written by a later version (schema {found}, this one knows {known})."
        " Nothing was changed. Install the later version to open it."
    ),
    "book_damaged": says(
        "The book cannot be read. Nothing was changed. Put the latest backup in its place: dunnage restore FILE."
    ),
    "book_damaged:empty": says(
        "The file is empty and no book. Nothing was changed. Put the latest backup in its place: dunnage restore FILE."
    ),
    "book_damaged:not_utf8": says(
        "The book is damaged: this is not UTF-8 text. Nothing was changed."
        " Put the latest backup in its place: dunnage restore FILE."
    ),
    "book_damaged:not_json": says(
        "The book is damaged: it is not whole JSON. Nothing was changed."
        " Put the latest backup in its place: dunnage restore FILE."
    ),
    "book_damaged:not_a_book": says("This is not a book of this program. Nothing was changed. Name another file with --book."),
    "book_damaged:not_a_file": says("This is not a file. Name the file of the book with --book."),
    "book_damaged:snapshot": says(
        "The book is damaged: a part of it is not what was written. Nothing was changed."
        " Put the latest backup in its place: dunnage restore FILE."
    ),
    "book_damaged:journal": says(
        "The journal of the book is missing, belongs to another book, or is damaged where it begins. Nothing was changed."
        " Put it back beside the book, or put the latest backup in the book's place: dunnage restore FILE."
    ),
    "book_damaged:middle": says(
        "Commit {commit} in the journal is damaged, with others behind it; whole before it: {whole}. Nothing was changed."
        " Put the latest backup in the book's place: dunnage restore FILE."
    ),
    "book_damaged:missing": says(
        "The book is missing, and its journal stands there still. Nothing was changed."
        " Put the book back beside it, or the latest backup in its place: dunnage restore FILE."
    ),
    "book_damaged:history": says(
        "The history in the book has gaps; what is owed can still be read. Nothing was changed."
        " Put the latest backup in its place to have the history too: dunnage restore FILE."
    ),
    "not_restored": says("{path} is not whole. Nothing was changed. Restore another copy."),
    "not_restored:damaged": says("{path} cannot be read as a whole book. Nothing was changed. Restore another copy."),
    "not_restored:record": says("A record in {path} ({detail}) stands there twice. Nothing was changed. Restore another copy."),
    "not_restored:history": says(
        "The history in {path} is not what was written, from commit {detail} on. Nothing was changed. Restore another copy."
    ),
    "not_restored:unlike": says(
        "A record in {path} ({detail}) is not the one its history tells of. Nothing was changed. Restore another copy."
    ),
    "not_restored:no_export": says("The folder {path} holds no whole export. Nothing was changed. Name another folder or file."),
    "not_restored:changed": says(
        "{path} is missing, or is not what the export wrote. Nothing was changed. Restore from an export nobody saved anew."
    ),
    "not_moved": says("{path} is not whole. Nothing was written. Restore a backup in its place first."),
    "not_moved:damaged": says("{path} cannot be read as a whole book. Nothing was written. Restore a backup in its place first."),
    "not_moved:record": says(
        "A record in {path} ({detail}) stands there twice. Nothing was written. Restore a backup in its place first."
    ),
    "not_moved:history": says(
        "The history in {path} is not what was written, from commit {detail} on. Nothing was written."
        " Restore a backup in its place first."
    ),
    "not_moved:unlike": says(
        "A record in {path} ({detail}) is not the one its history tells of. Nothing was written."
        " Restore a backup in its place first."
    ),
    "not_moved:no_export": says("The folder {path} holds no whole export. Nothing was written. Name a book, or a whole export."),
    "not_moved:changed": says(
        "{path} is missing, or is not what the export wrote. Nothing was written. Name a book, or an export nobody saved anew."
    ),
    "book_encrypted": says(
        'The book {path} is encrypted. Name where its passphrase is kept: --passphrase REF, or passphrase = "REF" in the settings'
        " (REF: env:NAME, file:/path or keyring:service/user)."
    ),
    "passphrase_wrong": says(
        "The passphrase does not open the book {path}. Nothing was changed. Name another with --passphrase or in the settings."
    ),
    "passphrase_in_clear": says(
        "A passphrase is not written in the settings or on the command line, where others can read it."
        " Choose another now, and name where it is kept: env:NAME, file:/path or keyring:service/user."
    ),
    "passphrase_in_clear:relative": says(
        "The file of the passphrase is named without its whole path. Write the whole path: file:/..., or file:~/..."
    ),
    "no_cipher": says(
        "Encrypted books need the package cryptography, which is not installed. Nothing was changed."
        " Install it: pip install cryptography."
    ),
    "no_place": says("A demonstration stands in no file, so nothing can be done to it there. Leave --demo out."),
    "book_unreadable": says("The system does not let you read the book {path}. Ask its owner for permission."),
    "book_unreadable:io": says(
        "The disk failed while {path} was read. Nothing was changed. Check the disk, and copy the book or its latest backup"
        " to another."
    ),
    "book_unreadable:loop": says("{path} is a link that leads to itself. Name another file."),
    "book_replaced": says("Another book was put in the place of {path} while it was open. Close and open it again."),
    "buyer_moved": says(
        "{who} changed {ids} meanwhile, so nothing was saved. Look at what is new, and enter it again if it still holds."
    ),
    "book_locked": says("Somebody else is writing to the book {path}. Nothing was saved. Try again in a moment."),
    "book_read_only": says(
        "The book {path} is read-only, so nothing was saved. Make it and its folder writable, or work on a copy."
    ),
    "book_read_only:server": says(
        "The server lets you read the book {path} and not change it, so nothing was saved. Use the server that is written to,"
        " or ask for the right."
    ),
    "book_unconfirmed": says(
        "{path} holds the change, but the disk did not confirm it."
        " Do not enter it again: check the disk, and make a backup elsewhere."
    ),
    "book_write_failed": says("The change was not saved to {path}; the book holds what it held before. Try again."),
    "book_write_failed:disk_full": says(
        "The disk is full: the change was not saved to {path}; the book holds what it held before. Free some space and try again."
    ),
    "book_write_failed:server_full": says(
        "The disk of the server of {path} is full: the change was not saved, and the book holds what it held before."
        " Ask whoever runs the server for room, then enter it again."
    ),
    "book_write_failed:not_allowed": says(
        "The system does not let you write to {path}; the book holds what it held before. Ask for permission, or work on a copy."
    ),
    "book_write_failed:no_folder": says("There is no folder for {path}, nothing was written. Make it, or name another."),
    "book_write_failed:name": says("The system takes no file of this name: {path}. Nothing was written. Name another."),
    "book_write_failed:no_lock": says(
        "The file system of {path} knows no locks, so nothing can be saved there; the book holds what it held before."
        " Move it to another disk: dunnage move BOOK NEWBOOK."
    ),
    "book_write_failed:lock_file": says(
        "{path} is no plain file, and the book's lock has to be one. Nothing was saved. Move it away, and try again."
    ),
    "book_write_failed:exists": says("{path} is there already, and nothing was written over it. Name another file."),
    "book_write_failed:file_full": says(
        "The disk is full: {path} was not written. Free some space, or name a place on another disk."
    ),
    "book_write_failed:file_not_allowed": says(
        "The system does not let you write {path}. Ask for permission, or name another place."
    ),
    "book_write_failed:file_io": says("Writing {path} failed. Check the disk, then try again, or name another place."),
    "book_write_failed:io": says("Writing to {path} failed; the book holds what it held before. Check the disk, then try again."),
}
"""Sentences by a fault's code, and by code and reason where the reason asks for something else of the reader."""
