"""Understanding what people wrote: addresses and job titles. Pure: what is known is passed in."""
