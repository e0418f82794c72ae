from django.urls import path

from nhipcau.reference.web import suggest

app_name = "reference"
urlpatterns = [
    path("noi/", suggest.places, name="places"),
    path("xa-phuong/", suggest.communes, name="communes"),
    path("khu-cong-nghiep/", suggest.parks, name="parks"),
    path("nghe/", suggest.occupations, name="occupations"),
    path("nganh-kinh-te/", suggest.industries, name="industries"),
    path("nganh-dao-tao/", suggest.training_fields, name="training-fields"),
]
