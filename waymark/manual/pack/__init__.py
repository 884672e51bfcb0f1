"""The pack: the manual as a folder of Markdown and YAML that a person can read and carry away.

Reading works on a mapping from relative file name to bytes, so that only `folders` touches disk.
"""
