# What a phone shows when it rings, perhaps on a screen that others see.
# For translators: neutral words. Nothing here tells which app rings, or what for.

reminder-notice = Reminder
# Stands where the next reminders would, once the phone has no more of them.
reminder-open-app = Please open the app
