        rare(p);                                   /* @body_free */
        rare(NULL);
        p = malloc(7);                             /* @body */
        return p;
