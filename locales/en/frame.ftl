# The page's frame: navigation, contents, footer.
frame-home = All reports
frame-contents = Contents
frame-skip = Skip to the text
frame-data = The data of this picture
frame-notes = Sources
frame-places = Where the text refers to it
frame-page = Page
frame-footer = As of { $date }. Made with nidan { $version }.
feed-title = { $site }: post-mortem reports
feed-word = Feed (Atom)
